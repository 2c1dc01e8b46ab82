package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonType;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters for dictionaries. */
final class MapFilters {
    private MapFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "combine" -> (in, args, env) -> combine(in, args);
            case "dict2items" -> (in, args, env) -> toItems(in, args.accept("key_name", "value_name"));
            case "items2dict" -> (in, args, env) -> fromItems(in, args.accept("key_name", "value_name"));
            case "items" -> (in, args, env) -> pairs(map(in));
            case "dictsort" -> (in, args, env) -> sorted(map(in), args.accept("case_sensitive", "by", "reverse"));
            case "subelements" -> (in, args, env) -> subelements(in, args.accept("subelements", "skip_missing"));
            case "rekey_on_member" -> (in, args, env) -> rekey(in, args.accept("key", "duplicates"));
            default -> null;
        };
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new EvaluationException("requires a dictionary, got '" + PythonType.of(value) + "' instead");
    }

    private static Object combine(@Nullable Object input, Arguments arguments) {
        boolean recursive = arguments.named().containsKey("recursive") && arguments.flag(99, "recursive", false);
        String lists = arguments.text(99, "list_merge", "replace");
        if (!List.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp")
                .contains(lists)) {
            throw new EvaluationException("'list_merge' is not '" + lists + "'");
        }
        List<@Nullable Object> given = new ArrayList<>();
        given.add(input);
        given.addAll(arguments.positional());
        Undefined.requireDeep(given);
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object part : ListFilters.flatten(given, 1, true)) {
            result = merged(result, map(part), recursive, lists);
        }
        return result;
    }

    private static Map<@Nullable Object, @Nullable Object> merged(
            Map<?, ?> low, Map<?, ?> high, boolean recursive, String lists) {
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>(low);
        high.forEach((key, value) -> {
            Object old = result.get(key);
            if (recursive && old instanceof Map<?, ?> x && value instanceof Map<?, ?> y) {
                result.put(key, merged(x, y, true, lists));
            } else if (old instanceof List<?> x && value instanceof List<?> y) {
                result.put(key, mergedLists(x, y, lists));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private static List<?> mergedLists(List<?> low, List<?> high, String how) {
        List<@Nullable Object> result = new ArrayList<>();
        switch (how) {
            case "replace" -> {
                return high;
            }
            case "keep" -> {
                return low;
            }
            case "append" -> {
                result.addAll(low);
                result.addAll(high);
            }
            case "prepend" -> {
                result.addAll(high);
                result.addAll(low);
            }
            case "append_rp" -> {
                low.stream().filter(item -> !Comparison.contains(high, item)).forEach(result::add);
                result.addAll(high);
            }
            case "prepend_rp" -> {
                result.addAll(high);
                low.stream().filter(item -> !Comparison.contains(high, item)).forEach(result::add);
            }
            default -> throw new EvaluationException("list_merge cannot be '" + how + "'");
        }
        return result;
    }

    private static List<@Nullable Object> toItems(@Nullable Object input, Arguments arguments) {
        String keyName = arguments.text(0, "key_name", "key");
        String valueName = arguments.text(1, "value_name", "value");
        List<@Nullable Object> items = new ArrayList<>();
        map(input).forEach((key, value) -> {
            Map<Object, @Nullable Object> item = new LinkedHashMap<>();
            item.put(keyName, key);
            item.put(valueName, value);
            items.add(item);
        });
        return items;
    }

    private static Object fromItems(@Nullable Object input, Arguments arguments) {
        String keyName = arguments.text(0, "key_name", "key");
        String valueName = arguments.text(1, "value_name", "value");
        if (!(input instanceof List<?> items)) {
            throw new EvaluationException("requires a list, got '" + PythonType.of(input) + "' instead");
        }
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object item : items) {
            if (!map(item).containsKey(keyName) || !map(item).containsKey(valueName)) {
                throw new EvaluationException("requires each dictionary in the list to contain the keys '" + keyName
                        + "' and '" + valueName + "'");
            }
            result.put(map(item).get(keyName), map(item).get(valueName));
        }
        return result;
    }

    private static List<@Nullable Object> pairs(Map<?, ?> map) {
        List<@Nullable Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> pairs.add(Tuple.of(key, value)));
        return pairs;
    }

    private static List<@Nullable Object> sorted(Map<?, ?> map, Arguments arguments) {
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        AttributePath part = new AttributePath(arguments.text(1, "by", "key").equals("value") ? 1L : 0L);
        int direction = arguments.flag(2, "reverse", false) ? -1 : 1;
        List<@Nullable Object> pairs = pairs(map);
        pairs.sort((a, b) -> direction
                * Comparison.compare(part.comparable(a, caseSensitive), part.comparable(b, caseSensitive), "<"));
        return pairs;
    }

    private static List<@Nullable Object> subelements(@Nullable Object input, Arguments arguments) {
        Object path = arguments.required(0, "subelements");
        List<?> keys =
                path instanceof List<?> list ? list : List.of(Printing.str(path).split("\\.", -1));
        boolean skipMissing = arguments.flag(1, "skip_missing", false);
        List<@Nullable Object> pairs = new ArrayList<>();
        for (Object element : input instanceof Map<?, ?> map ? List.copyOf(map.values()) : Iteration.of(input)) {
            Object values = element;
            for (Object key : keys) {
                values = Access.item(values, key);
            }
            if (values instanceof Undefined && skipMissing) {
                continue;
            }
            if (!(Undefined.require(values) instanceof List<?> list)) {
                throw new EvaluationException(
                        "the key " + Printing.repr(keys.get(keys.size() - 1)) + " should point to a list");
            }
            list.forEach(value -> pairs.add(Tuple.of(element, value)));
        }
        return pairs;
    }

    private static Object rekey(@Nullable Object input, Arguments arguments) {
        String key = arguments.text(0, "key");
        boolean overwrite = arguments.text(1, "duplicates", "error").equals("overwrite");
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object item : input instanceof Map<?, ?> map ? List.copyOf(map.values()) : Iteration.of(input)) {
            if (!map(item).containsKey(key)) {
                throw new EvaluationException("Key " + key + " was not found");
            }
            Object value = map(item).get(key);
            if (!overwrite && result.containsKey(value)) {
                throw new EvaluationException(
                        "Key " + Printing.str(value) + " is not unique, cannot correctly turn into dict");
            }
            result.put(value, item);
        }
        return result;
    }
}
