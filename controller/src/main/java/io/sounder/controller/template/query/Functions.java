package io.sounder.controller.template.query;

import io.sounder.controller.template.value.Arithmetic;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.JsonText;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of JMESPath. */
final class Functions {
    private Functions() {}

    static @Nullable Object call(String name, List<@Nullable Object> arguments) {
        if (arguments.isEmpty()) {
            throw new EvaluationException("the function '" + name + "' needs an argument");
        }
        Object first = arguments.get(0);
        return switch (name) {
            case "length" -> Iteration.size(first);
            case "keys" -> new ArrayList<>(map(first).keySet());
            case "values" -> new ArrayList<>(map(first).values());
            case "type" -> type(first);
            case "not_null" ->
                arguments.stream().filter(value -> value != null).findFirst().orElse(null);
            case "to_string" ->
                first instanceof String ? first : JsonText.compact().write(first);
            case "to_number" -> toNumber(first);
            case "to_array" -> first instanceof List ? first : Collections.singletonList(first);
            case "contains" -> Comparison.contains(first, second(name, arguments));
            case "starts_with" -> Printing.str(first).startsWith(Printing.str(second(name, arguments)));
            case "ends_with" -> Printing.str(first).endsWith(Printing.str(second(name, arguments)));
            case "join" -> join(Printing.str(first), second(name, arguments));
            case "reverse" -> reverse(first);
            case "merge" -> merge(arguments);
            case "map" -> mapped(reference(first), list(second(name, arguments)));
            default -> ordered(name, first, arguments);
        };
    }

    private static @Nullable Object ordered(String name, @Nullable Object first, List<@Nullable Object> arguments) {
        return switch (name) {
            case "sort" -> sorted(list(first), current -> current);
            case "sort_by" -> sorted(list(first), reference(second(name, arguments)));
            case "max" -> largest(list(first), current -> current);
            case "min" -> smallest(list(first), current -> current);
            case "max_by" -> largest(list(first), reference(second(name, arguments)));
            case "min_by" -> smallest(list(first), reference(second(name, arguments)));
            default -> number(name, first);
        };
    }

    private static @Nullable Object number(String name, @Nullable Object first) {
        return switch (name) {
            case "sum" -> sum(list(first));
            case "avg" ->
                list(first).isEmpty()
                        ? null
                        : Arithmetic.apply(
                                "/", sum(list(first)), (long) list(first).size());
            case "abs" -> Numbers.real(first) < 0 ? Arithmetic.negate(first) : first;
            case "ceil" -> (long) Math.ceil(Numbers.real(first));
            case "floor" -> (long) Math.floor(Numbers.real(first));
            default -> throw new EvaluationException("there is no function '" + name + "'");
        };
    }

    private static @Nullable Object second(String name, List<@Nullable Object> arguments) {
        if (arguments.size() < 2) {
            throw new EvaluationException("the function '" + name + "' needs two arguments");
        }
        return arguments.get(1);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new EvaluationException("expected an object, but got " + type(value));
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new EvaluationException("expected an array, but got " + type(value));
    }

    private static Node reference(@Nullable Object value) {
        if (value instanceof Node node) {
            return node;
        }
        throw new EvaluationException("expected an expression with '&', but got " + type(value));
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> "boolean";
            case Number number -> "number";
            case String text -> "string";
            case List<?> list -> "array";
            default -> "object";
        };
    }

    private static @Nullable Object toNumber(@Nullable Object value) {
        if (value instanceof String text) {
            try {
                return text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return Numbers.isNumber(value) && !(value instanceof Boolean) ? value : null;
    }

    private static String join(String separator, @Nullable Object items) {
        return String.join(separator, list(items).stream().map(Printing::str).toList());
    }

    private static Object reverse(@Nullable Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        List<@Nullable Object> items = new ArrayList<>(list(value));
        Collections.reverse(items);
        return items;
    }

    private static Map<Object, @Nullable Object> merge(List<@Nullable Object> arguments) {
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
        arguments.forEach(argument -> merged.putAll(map(argument)));
        return merged;
    }

    private static List<@Nullable Object> mapped(Node node, List<?> items) {
        List<@Nullable Object> results = new ArrayList<>();
        items.forEach(item -> results.add(node.search(item)));
        return results;
    }

    private static List<@Nullable Object> sorted(List<?> items, Node key) {
        Comparator<@Nullable Object> order = (a, b) -> Comparison.compare(key.search(a), key.search(b), "<");
        List<@Nullable Object> copy = new ArrayList<>(items);
        copy.sort(order);
        return copy;
    }

    private static @Nullable Object smallest(List<?> items, Node key) {
        return items.isEmpty() ? null : sorted(items, key).getFirst();
    }

    /** Of several that are largest the first. */
    private static @Nullable Object largest(List<?> items, Node key) {
        Object best = items.isEmpty() ? null : items.getFirst();
        for (Object item : items) {
            best = Comparison.compare(key.search(item), key.search(best), ">") > 0 ? item : best;
        }
        return best;
    }

    private static @Nullable Object sum(List<?> items) {
        Object total = 0L;
        for (Object item : items) {
            total = Arithmetic.apply("+", total, item);
        }
        return total;
    }
}
