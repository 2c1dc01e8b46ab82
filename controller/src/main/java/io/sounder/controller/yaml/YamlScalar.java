package io.sounder.controller.yaml;

import io.sounder.controller.base.Location;
import org.jspecify.annotations.Nullable;

/**
 * A string, number, boolean or null.
 *
 * @param value the value by the rules of YAML 1.1; dates stay text
 * @param text the characters as written
 */
public record YamlScalar(Location at, @Nullable Object value, String text) implements YamlNode {
    @Override
    public String kind() {
        return switch (value) {
            case null -> "nothing";
            case Boolean b -> "a boolean";
            case Number n -> "a number";
            default -> "a string";
        };
    }
}
