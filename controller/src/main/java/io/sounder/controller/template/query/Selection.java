package io.sounder.controller.template.query;

import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.EvaluationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in which a query picks from a value. */
final class Selection {
    private Selection() {}

    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text -> !text.isEmpty();
            case Collection<?> items -> !items.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    static @Nullable Object field(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    static @Nullable Object index(@Nullable Object value, long index) {
        if (!(value instanceof List<?> items)) {
            return null;
        }
        long at = index < 0 ? index + items.size() : index;
        return at < 0 || at >= items.size() ? null : items.get((int) at);
    }

    static @Nullable Object slice(@Nullable Object value, List<@Nullable Object> bounds) {
        if (bounds.size() > 3) {
            throw new EvaluationException("a slice has at most three parts");
        }
        return value instanceof List
                ? Access.slice(value, bounds.get(0), bounds.get(1), bounds.size() > 2 ? bounds.get(2) : null)
                : null;
    }

    /** The right node on each item of a list; results that are null are left out. */
    static Node projection(Node left, Node right) {
        return current -> left.search(current) instanceof List<?> items ? each(items, right) : null;
    }

    static Node values(Node right) {
        return current -> current instanceof Map<?, ?> map ? each(map.values(), right) : null;
    }

    static Node filtered(Node left, Node condition, Node right) {
        return current -> {
            if (!(left.search(current) instanceof List<?> items)) {
                return null;
            }
            List<@Nullable Object> kept = new ArrayList<>();
            for (Object item : items) {
                if (isTrue(condition.search(item))) {
                    kept.add(item);
                }
            }
            return each(kept, right);
        };
    }

    static Node flattened(Node left, Node right) {
        return current -> {
            if (!(left.search(current) instanceof List<?> items)) {
                return null;
            }
            List<@Nullable Object> flat = new ArrayList<>();
            for (Object item : items) {
                if (item instanceof List<?> inner) {
                    flat.addAll(inner);
                } else {
                    flat.add(item);
                }
            }
            return each(flat, right);
        };
    }

    private static List<@Nullable Object> each(Collection<?> items, Node node) {
        List<@Nullable Object> results = new ArrayList<>();
        for (Object item : items) {
            Object result = node.search(item);
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    static Node list(List<Node> nodes) {
        return current -> {
            if (current == null) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>();
            nodes.forEach(node -> values.add(node.search(current)));
            return values;
        };
    }

    static Node hash(List<String> names, List<Node> nodes) {
        return current -> {
            if (current == null) {
                return null;
            }
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), nodes.get(i).search(current));
            }
            return values;
        };
    }
}
