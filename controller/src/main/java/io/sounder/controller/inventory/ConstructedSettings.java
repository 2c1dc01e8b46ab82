package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file of the plugin {@code constructed} asks for. Immutable.
 *
 * @param strict whether an expression that cannot be evaluated is an error; else it is passed over
 * @param leadingSeparator whether groups of keys without a prefix begin with the separator
 * @param compose variables and the expressions that give them
 * @param groups groups and the conditions of being in them
 * @param keyed groups named after values
 */
record ConstructedSettings(
        Location at,
        boolean strict,
        boolean leadingSeparator,
        Map<String, @Nullable Object> compose,
        Map<String, @Nullable Object> groups,
        List<Keyed> keyed) {
    private static final Set<String> KEYS =
            Set.of("plugin", "strict", "compose", "groups", "keyed_groups", "leading_separator");

    /**
     * Groups named after the value of an expression.
     *
     * @param parent the group that these are children of; empty if there is none
     * @param fallback what stands for an empty value, or null
     * @param trailing whether a value of a map that is empty leaves its separator behind
     */
    record Keyed(
            String key,
            String prefix,
            String separator,
            String parent,
            @Nullable String fallback,
            boolean trailing) {}

    static ConstructedSettings of(YamlMap settings) {
        for (YamlMap.Entry entry : settings.entries()) {
            if (!KEYS.contains(entry.name())) {
                throw ControllerException.at(
                        entry.key().at(), "the plugin 'constructed' has no supported option '" + entry.name() + "'");
            }
        }
        List<Keyed> keyed = new ArrayList<>();
        YamlNode all = settings.get("keyed_groups");
        if (all != null && all.value() instanceof List<?> many) {
            many.forEach(one -> keyed.add(keyed(one, all.at())));
        }
        return new ConstructedSettings(
                settings.at(),
                flag(settings.get("strict"), false),
                flag(settings.get("leading_separator"), true),
                map(settings.get("compose")),
                map(settings.get("groups")),
                List.copyOf(keyed));
    }

    private static Keyed keyed(Object one, Location at) {
        if (!(one instanceof Map<?, ?> map) || map.get("key") == null) {
            throw ControllerException.at(at, "an entry of 'keyed_groups' has no 'key'");
        }
        Object fallback = map.get("default_value");
        return new Keyed(
                text(map, "key", ""),
                text(map, "prefix", ""),
                text(map, "separator", "_"),
                text(map, "parent_group", ""),
                fallback == null ? null : String.valueOf(fallback),
                !text(map, "trailing_separator", "true")
                        .toLowerCase(Locale.ROOT)
                        .matches("false|no"));
    }

    private static String text(Map<?, ?> map, String name, String fallback) {
        Object value = map.get(name);
        return value == null ? fallback : String.valueOf(value);
    }

    private static boolean flag(@Nullable YamlNode node, boolean fallback) {
        return node == null ? fallback : Boolean.TRUE.equals(node.value());
    }

    private static Map<String, @Nullable Object> map(@Nullable YamlNode node) {
        if (node == null || node.value() == null) {
            return new LinkedHashMap<>();
        }
        if (!(node instanceof YamlMap map)) {
            throw ControllerException.at(node.at(), "expected a map of expressions, but found " + node.kind());
        }
        return map.variables();
    }
}
