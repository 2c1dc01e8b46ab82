package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of a list; a tuple has two of them. */
final class ListMethods {
    static final Set<String> NAMES =
            Set.of("append", "extend", "insert", "pop", "remove", "index", "count", "reverse", "sort", "copy", "clear");

    private ListMethods() {}

    static boolean ofTuple(String name) {
        return name.equals("index") || name.equals("count");
    }

    @SuppressWarnings("unchecked") // a template may put anything into a list that it made
    static @Nullable Object call(List<?> receiver, String name, Arguments arguments) {
        List<@Nullable Object> list = (List<@Nullable Object>) receiver;
        switch (name) {
            case "append" -> list.add(arguments.required(0, "object"));
            case "extend" -> list.addAll(Iteration.of(arguments.required(0, "iterable")));
            case "insert" ->
                list.add(position(list, arguments.integer(0, "index", 0)), arguments.required(1, "object"));
            case "reverse" -> Collections.reverse(list);
            case "clear" -> list.clear();
            case "sort" -> {
                list.sort(Comparison.order());
                if (arguments.flag(1, "reverse", false)) {
                    Collections.reverse(list);
                }
            }
            case "remove" -> list.remove(indexOf(list, arguments.required(0, "value")));
            case "pop" -> {
                return pop(list, arguments.integer(0, "index", -1));
            }
            case "index" -> {
                return (long) indexOf(list, arguments.required(0, "value"));
            }
            case "count" -> {
                Object wanted = arguments.required(0, "value");
                return list.stream()
                        .filter(item -> Comparison.equal(item, wanted))
                        .count();
            }
            default -> {
                return new ArrayList<>(list);
            }
        }
        return null;
    }

    private static int position(List<?> list, long index) {
        long from = index < 0 ? Math.max(0, index + list.size()) : index;
        return (int) Math.min(list.size(), from);
    }

    private static @Nullable Object pop(List<@Nullable Object> list, long index) {
        long from = index < 0 ? index + list.size() : index;
        if (from < 0 || from >= list.size()) {
            throw new EvaluationException(list.isEmpty() ? "pop from empty list" : "pop index out of range");
        }
        return list.remove((int) from);
    }

    private static int indexOf(List<?> list, @Nullable Object wanted) {
        for (int i = 0; i < list.size(); i++) {
            if (Comparison.equal(list.get(i), wanted)) {
                return i;
            }
        }
        throw new EvaluationException(Printing.repr(wanted) + " is not in list");
    }
}
