package io.sounder.controller.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes plain values as YAML 1.1, in the form of PyYAML's dumper. */
public final class YamlWriter {
    private YamlWriter() {}

    /** Block style only. */
    public static String block(@Nullable Object value, int indent, boolean sortKeys, int width) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(Math.max(2, indent));
        options.setWidth(width);
        return write(value, options, sortKeys);
    }

    /** Collections without collections within on one line, all others in block style; keys are sorted. */
    public static String mixed(@Nullable Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        return write(value, options, true);
    }

    private static String write(@Nullable Object value, DumperOptions options, boolean sortKeys) {
        options.setAllowUnicode(true);
        options.setSplitLines(true);
        return new Yaml(options).dump(copied(value, sortKeys));
    }

    /** Copies, so that nothing stands twice (which would become an alias), with keys in order. */
    private static @Nullable Object copied(@Nullable Object value, boolean sortKeys) {
        if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(copied(item, sortKeys)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            if (sortKeys) {
                entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
            }
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            entries.forEach(entry -> copy.put(entry.getKey(), copied(entry.getValue(), sortKeys)));
            return copy;
        }
        return value;
    }
}
