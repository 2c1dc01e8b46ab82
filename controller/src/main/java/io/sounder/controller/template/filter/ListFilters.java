package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Arithmetic;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters for lists as a whole. */
final class ListFilters {
    private ListFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "length", "count" -> (in, args, env) -> Iteration.size(in);
            case "list" -> (in, args, env) -> Iteration.of(in);
            case "first" -> (in, args, env) -> end(in, true);
            case "last" -> (in, args, env) -> end(in, false);
            case "min" -> (in, args, env) -> extreme(in, args.accept("case_sensitive", "attribute"), -1);
            case "max" -> (in, args, env) -> extreme(in, args.accept("case_sensitive", "attribute"), 1);
            case "sum" -> (in, args, env) -> sum(in, args.accept("attribute", "start"));
            case "join" -> (in, args, env) -> join(in, args.accept("d", "attribute"));
            case "reverse" -> (in, args, env) -> reverse(in);
            case "sort" -> (in, args, env) -> sort(in, args.accept("reverse", "case_sensitive", "attribute"));
            case "groupby" -> (in, args, env) -> groupBy(in, args.accept("attribute", "default", "case_sensitive"));
            case "batch" -> (in, args, env) -> batch(in, args.accept("linecount", "fill_with"));
            case "slice" -> (in, args, env) -> slice(in, args.accept("slices", "fill_with"));
            case "flatten" -> (in, args, env) -> flatten(in, args.accept("levels", "skip_nulls"));
            default -> null;
        };
    }

    private static @Nullable Object end(@Nullable Object input, boolean first) {
        List<@Nullable Object> items = Iteration.of(input);
        if (items.isEmpty()) {
            return new Undefined("No " + (first ? "first" : "last") + " item, sequence was empty.", null);
        }
        return items.get(first ? 0 : items.size() - 1);
    }

    private static @Nullable Object extreme(@Nullable Object input, Arguments arguments, int direction) {
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        AttributePath path = new AttributePath(arguments.get(1, "attribute", null));
        List<@Nullable Object> items = Iteration.of(input);
        if (items.isEmpty()) {
            return new Undefined("No aggregated item, sequence was empty.", null);
        }
        Object best = items.get(0);
        for (Object item : items) {
            int order = Comparison.compare(
                    path.comparable(item, caseSensitive),
                    path.comparable(best, caseSensitive),
                    direction > 0 ? ">" : "<");
            best = order * direction > 0 ? item : best;
        }
        return best;
    }

    private static @Nullable Object sum(@Nullable Object input, Arguments arguments) {
        AttributePath path = new AttributePath(arguments.get(0, "attribute", null));
        Object total = arguments.get(1, "start", 0L);
        for (Object item : Iteration.of(input)) {
            total = Arithmetic.apply("+", total, path.of(item));
        }
        return total;
    }

    private static String join(@Nullable Object input, Arguments arguments) {
        AttributePath path = new AttributePath(arguments.get(1, "attribute", null));
        List<String> parts = new ArrayList<>();
        for (Object item : Iteration.of(input)) {
            parts.add(Printing.str(path.of(item)));
        }
        return String.join(arguments.text(0, "d", ""), parts);
    }

    private static Object reverse(@Nullable Object input) {
        List<@Nullable Object> items = Iteration.of(input);
        Collections.reverse(items);
        if (input instanceof String) {
            StringBuilder text = new StringBuilder();
            items.forEach(text::append);
            return text.toString();
        }
        return items;
    }

    private static List<@Nullable Object> sort(@Nullable Object input, Arguments arguments) {
        boolean caseSensitive = arguments.flag(1, "case_sensitive", false);
        Object attribute = arguments.get(2, "attribute", null);
        List<AttributePath> paths = new ArrayList<>();
        for (Object part : attribute instanceof String text
                ? List.of(text.split(",", -1))
                : Collections.singletonList(attribute)) {
            paths.add(new AttributePath(part));
        }
        Comparator<@Nullable Object> order = (a, b) -> {
            for (AttributePath path : paths) {
                int result =
                        Comparison.compare(path.comparable(a, caseSensitive), path.comparable(b, caseSensitive), "<");
                if (result != 0) {
                    return result;
                }
            }
            return 0;
        };
        List<@Nullable Object> items = Iteration.of(input);
        items.sort(arguments.flag(0, "reverse", false) ? order.reversed() : order);
        return items;
    }

    private static List<@Nullable Object> groupBy(@Nullable Object input, Arguments arguments) {
        AttributePath path = new AttributePath(arguments.required(0, "attribute"));
        boolean caseSensitive = arguments.flag(2, "case_sensitive", false);
        Object fallback = arguments.get(1, "default", null);
        List<@Nullable Object> items = Iteration.of(input);
        Comparator<@Nullable Object> order = (a, b) ->
                Comparison.compare(key(path, a, fallback, caseSensitive), key(path, b, fallback, caseSensitive), "<");
        items.sort(order);
        List<@Nullable Object> groups = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= items.size(); i++) {
            if (i == items.size() || order.compare(items.get(start), items.get(i)) != 0) {
                Object found = path.of(items.get(start));
                groups.add(Tuple.named(
                        List.of("grouper", "list"),
                        found instanceof Undefined ? fallback : found,
                        new ArrayList<>(items.subList(start, i))));
                start = i;
            }
        }
        return groups;
    }

    private static @Nullable Object key(
            AttributePath path, @Nullable Object item, @Nullable Object fallback, boolean caseSensitive) {
        Object value = path.of(item);
        Object key = value instanceof Undefined && fallback != null ? fallback : value;
        return new AttributePath(null).comparable(key, caseSensitive);
    }

    private static List<@Nullable Object> batch(@Nullable Object input, Arguments arguments) {
        int size = (int) arguments.integer(0, "linecount", 1);
        Object fill = arguments.get(1, "fill_with", null);
        List<@Nullable Object> items = Iteration.of(input);
        List<@Nullable Object> batches = new ArrayList<>();
        for (int i = 0; i < items.size(); i += size) {
            List<@Nullable Object> batch = new ArrayList<>(items.subList(i, Math.min(items.size(), i + size)));
            while (fill != null && batch.size() < size) {
                batch.add(fill);
            }
            batches.add(batch);
        }
        return batches;
    }

    private static List<@Nullable Object> slice(@Nullable Object input, Arguments arguments) {
        int count = (int) arguments.integer(0, "slices", 1);
        Object fill = arguments.get(1, "fill_with", null);
        List<@Nullable Object> items = Iteration.of(input);
        int size = items.size() / count;
        int longer = items.size() % count;
        List<@Nullable Object> slices = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = start + size + (i < longer ? 1 : 0);
            List<@Nullable Object> slice = new ArrayList<>(items.subList(start, end));
            if (fill != null && i >= longer && longer > 0) {
                slice.add(fill);
            }
            slices.add(slice);
            start = end;
        }
        return slices;
    }

    private static List<@Nullable Object> flatten(@Nullable Object input, Arguments arguments) {
        Object levels = arguments.get(0, "levels", null);
        return flatten(
                input, levels == null ? Long.MAX_VALUE : Numbers.asLong(levels), arguments.flag(1, "skip_nulls", true));
    }

    static List<@Nullable Object> flatten(@Nullable Object input, long levels, boolean skipNulls) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object item : Iteration.of(input)) {
            boolean nothing = item == null || "None".equals(item) || "null".equals(item);
            if (skipNulls && nothing) {
                continue;
            }
            if (item instanceof List && levels > 0) {
                flat.addAll(flatten(item, levels - 1, skipNulls));
            } else {
                flat.add(item);
            }
        }
        return flat;
    }
}
