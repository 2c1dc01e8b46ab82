package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of a dictionary. */
final class MapMethods {
    static final Set<String> NAMES =
            Set.of("items", "keys", "values", "get", "update", "pop", "setdefault", "copy", "clear", "popitem");

    private MapMethods() {}

    @SuppressWarnings("unchecked") // a template may put anything into a map that it made
    static @Nullable Object call(Map<?, ?> receiver, String name, Arguments arguments) {
        Map<@Nullable Object, @Nullable Object> map = (Map<@Nullable Object, @Nullable Object>) receiver;
        return switch (name) {
            case "items" -> items(map);
            case "keys" -> new ArrayList<>(map.keySet());
            case "values" -> new ArrayList<>(map.values());
            case "copy" -> new LinkedHashMap<>(map);
            case "get" -> {
                Object key = Undefined.require(arguments.required(0, "key"));
                yield map.containsKey(key) ? map.get(key) : arguments.get(1, "default", null);
            }
            case "setdefault" -> {
                Object key = Undefined.require(arguments.required(0, "key"));
                if (!map.containsKey(key)) {
                    map.put(key, arguments.get(1, "default", null));
                }
                yield map.get(key);
            }
            case "pop" -> pop(map, arguments);
            case "popitem" -> {
                Object last = null;
                for (Object key : map.keySet()) {
                    last = key;
                }
                yield Tuple.of(last, map.remove(last));
            }
            case "clear" -> {
                map.clear();
                yield null;
            }
            default -> update(map, arguments);
        };
    }

    private static List<@Nullable Object> items(Map<?, ?> map) {
        List<@Nullable Object> items = new ArrayList<>(map.size());
        map.forEach((key, value) -> items.add(Tuple.of(key, value)));
        return items;
    }

    private static @Nullable Object pop(Map<?, ?> map, Arguments arguments) {
        Object key = Undefined.require(arguments.required(0, "key"));
        if (map.containsKey(key)) {
            return map.remove(key);
        }
        if (!arguments.has(1, "default")) {
            throw new EvaluationException("the dictionary has no key " + Printing.repr(key));
        }
        return arguments.get(1, "default", null);
    }

    private static @Nullable Object update(Map<@Nullable Object, @Nullable Object> map, Arguments arguments) {
        if (arguments.size() > 0) {
            Object other = Undefined.require(arguments.positional().get(0));
            if (other instanceof Map<?, ?> more) {
                map.putAll(more);
            } else {
                for (Object pair : Iteration.of(other)) {
                    map.put(Access.item(pair, 0L), Access.item(pair, 1L));
                }
            }
        }
        map.putAll(arguments.named());
        return null;
    }
}
