package io.sounder.controller.template;

import io.sounder.controller.template.expression.LiteralReader;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Ready;
import io.sounder.controller.template.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ansible's classic typing: the result of a template is text, and text that looks like a list, map or boolean is one. */
final class LiteralConversion {
    private LiteralConversion() {}

    /** The result of a template that is nothing but one expression with this value. */
    static @Nullable Object ofValue(@Nullable Object value) {
        boolean collection = (value instanceof Map || value instanceof List) && !(value instanceof Tuple);
        if (value instanceof Boolean || value instanceof Ready) {
            return value;
        }
        return collection && isLiteral(value) ? copy(value) : ofText(value == null ? "" : Printing.str(value));
    }

    /** The result of a template that gave this text. */
    static @Nullable Object ofText(String text) {
        boolean candidate = text.startsWith("{") || text.startsWith("[") || text.equals("True") || text.equals("False");
        if (!candidate) {
            return text;
        }
        try {
            return LiteralReader.python(text);
        } catch (EvaluationException e) {
            // it only looked like one: it stays text
            return text;
        }
    }

    /** Whether writing the value and reading it again would give the same. */
    private static boolean isLiteral(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Double real -> !real.isNaN() && !real.isInfinite();
            case String text -> true;
            case Number number -> true;
            case Boolean flag -> true;
            case Ready ready -> false;
            case List<?> list -> list.stream().allMatch(LiteralConversion::isLiteral);
            case Map<?, ?> map ->
                map.entrySet().stream().allMatch(entry -> isLiteral(entry.getKey()) && isLiteral(entry.getValue()));
            default -> false;
        };
    }

    private static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Tuple tuple -> {
                List<@Nullable Object> items = new ArrayList<>();
                tuple.forEach(item -> items.add(copy(item)));
                yield new Tuple(items);
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(copy(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> entries.put(copy(key), copy(item)));
                yield entries;
            }
            case null, default -> value;
        };
    }
}
