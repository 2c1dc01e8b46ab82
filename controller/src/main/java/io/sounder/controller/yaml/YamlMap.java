package io.sounder.controller.yaml;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping in the order of the document; a key that stands twice has its last value. */
public record YamlMap(Location at, List<Entry> entries) implements YamlNode {
    /** One pair of a mapping. */
    public record Entry(YamlScalar key, YamlNode value) {
        /** The key as text, as it was written. */
        public String name() {
            return key.value() instanceof String text ? text : key.text();
        }
    }

    public YamlMap {
        entries = List.copyOf(entries);
    }

    /** The node under a key, or null when there is none. */
    public @Nullable YamlNode get(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry.value();
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    @Override
    public Map<@Nullable Object, @Nullable Object> value() {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (Entry entry : entries) {
            values.put(entry.key().value(), entry.value().value());
        }
        return values;
    }

    /** The pairs as variables: like {@link #value()}, but every key must be a string. */
    public Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!(entry.key().value() instanceof String name)) {
                throw ControllerException.at(
                        entry.key().at(),
                        "'" + entry.name() + "' cannot be a variable name: it is "
                                + entry.key().kind());
            }
            values.put(name, entry.value().value());
        }
        return values;
    }

    @Override
    public String kind() {
        return "a map";
    }
}
