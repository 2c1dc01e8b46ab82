package io.sounder.controller.yaml;

import io.sounder.controller.base.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of nodes. */
public record YamlList(Location at, List<YamlNode> items) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> value() {
        List<@Nullable Object> values = new ArrayList<>(items.size());
        for (YamlNode item : items) {
            values.add(item.value());
        }
        return values;
    }

    @Override
    public String kind() {
        return "a list";
    }
}
