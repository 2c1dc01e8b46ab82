package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters for lists as sets, and for combining lists. */
final class SetFilters {
    private SetFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "unique" -> (in, args, env) -> unique(in, args.accept("case_sensitive", "attribute"));
            case "union" ->
                (in, args, env) -> {
                    List<@Nullable Object> both = Iteration.of(in);
                    both.addAll(Iteration.of(args.required(0, "b")));
                    return distinct(both);
                };
            case "intersect" -> (in, args, env) -> distinct(common(in, args.required(0, "b"), true));
            case "difference" -> (in, args, env) -> distinct(common(in, args.required(0, "b"), false));
            case "symmetric_difference" ->
                (in, args, env) -> {
                    Object other = args.required(0, "b");
                    List<@Nullable Object> either = common(in, other, false);
                    either.addAll(common(other, in, false));
                    return distinct(either);
                };
            case "zip" -> (in, args, env) -> zip(in, args, false);
            case "zip_longest" -> (in, args, env) -> zip(in, args, true);
            case "product" -> (in, args, env) -> product(in, args);
            case "permutations" -> (in, args, env) -> arrangements(in, args, true);
            case "combinations" -> (in, args, env) -> arrangements(in, args, false);
            default -> null;
        };
    }

    private static List<@Nullable Object> unique(@Nullable Object input, Arguments arguments) {
        AttributePath path = new AttributePath(arguments.get(1, "attribute", null));
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        List<@Nullable Object> kept = new ArrayList<>();
        List<@Nullable Object> seen = new ArrayList<>();
        for (Object item : Iteration.of(input)) {
            Object key = path.comparable(item, caseSensitive);
            if (!Comparison.contains(seen, key)) {
                seen.add(key);
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<@Nullable Object> distinct(List<@Nullable Object> items) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : items) {
            if (!Comparison.contains(kept, item)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<@Nullable Object> common(@Nullable Object input, @Nullable Object other, boolean inBoth) {
        List<@Nullable Object> kept = new ArrayList<>();
        List<@Nullable Object> others = Iteration.of(other);
        for (Object item : Iteration.of(input)) {
            if (Comparison.contains(others, item) == inBoth) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<List<@Nullable Object>> lists(@Nullable Object input, Arguments arguments) {
        List<List<@Nullable Object>> lists = new ArrayList<>();
        lists.add(Iteration.of(input));
        for (Object argument : arguments.positional()) {
            lists.add(Iteration.of(argument));
        }
        return lists;
    }

    private static List<@Nullable Object> zip(@Nullable Object input, Arguments arguments, boolean longest) {
        List<List<@Nullable Object>> lists = lists(input, arguments);
        Object fill = arguments.named().get("fillvalue");
        int size = lists.get(0).size();
        for (List<@Nullable Object> list : lists) {
            size = longest ? Math.max(size, list.size()) : Math.min(size, list.size());
        }
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (List<@Nullable Object> list : lists) {
                row.add(i < list.size() ? list.get(i) : fill);
            }
            rows.add(new Tuple(row));
        }
        return rows;
    }

    private static List<@Nullable Object> product(@Nullable Object input, Arguments arguments) {
        List<List<@Nullable Object>> lists = new ArrayList<>();
        Object repeat = arguments.named().get("repeat");
        for (long i = 0; i < (repeat == null ? 1 : Numbers.asLong(repeat)); i++) {
            lists.addAll(lists(input, arguments));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>(List.of(List.of()));
        for (List<@Nullable Object> list : lists) {
            List<List<@Nullable Object>> longer = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                for (Object item : list) {
                    List<@Nullable Object> next = new ArrayList<>(row);
                    next.add(item);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return tuples(rows);
    }

    private static List<@Nullable Object> tuples(List<List<@Nullable Object>> rows) {
        List<@Nullable Object> tuples = new ArrayList<>();
        rows.forEach(row -> tuples.add(new Tuple(row)));
        return tuples;
    }

    private static List<@Nullable Object> arrangements(@Nullable Object input, Arguments arguments, boolean ordered) {
        List<@Nullable Object> items = Iteration.of(input);
        Object size = arguments.get(0, "r", (long) items.size());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        arrange(items, new ArrayList<>(), size == null ? items.size() : Numbers.asInt(size), ordered, rows);
        return tuples(rows);
    }

    private static void arrange(
            List<@Nullable Object> items,
            List<Integer> picked,
            int size,
            boolean ordered,
            List<List<@Nullable Object>> rows) {
        if (picked.size() == size) {
            List<@Nullable Object> row = new ArrayList<>();
            picked.forEach(index -> row.add(items.get(index)));
            rows.add(row);
            return;
        }
        int first = ordered || picked.isEmpty() ? 0 : picked.get(picked.size() - 1) + 1;
        for (int i = first; i < items.size(); i++) {
            if (!picked.contains(i)) {
                picked.add(i);
                arrange(items, picked, size, ordered, rows);
                picked.removeLast();
            }
        }
    }
}
