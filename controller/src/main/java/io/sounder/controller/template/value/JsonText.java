package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON, in the form of Python's {@code json.dumps}.
 *
 * @param indent blanks per level, negative for one line
 * @param sortKeys whether the keys of maps are sorted
 * @param ascii whether all other characters become escapes
 */
public record JsonText(int indent, boolean sortKeys, boolean ascii, String itemSeparator, String keySeparator) {
    /** One line, keys in their order: what {@code to_json} gives. */
    public static JsonText compact() {
        return new JsonText(-1, false, true, ", ", ": ");
    }

    public String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(value, 0, out);
        return out.toString();
    }

    private void append(@Nullable Object value, int level, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag);
            case Number number -> out.append(number(Printing.repr(number)));
            case String text -> quote(text, out);
            case Map<?, ?> map -> appendMap(map, level, out);
            case Collection<?> items -> appendItems(items, level, out);
            case Undefined undefined -> throw undefined.failure();
            default -> quote(Printing.str(value), out);
        }
    }

    private static String number(String text) {
        return switch (text) {
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case "nan" -> "NaN";
            default -> text;
        };
    }

    private void appendItems(Collection<?> items, int level, StringBuilder out) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            newLine(level + 1, out);
            append(item, level + 1, out);
            separator = itemSeparator;
        }
        newLine(level, out);
        out.append(']');
    }

    private void appendMap(Map<?, ?> map, int level, StringBuilder out) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (sortKeys) {
            entries.sort(Comparator.comparing(entry -> key(entry.getKey())));
        }
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : entries) {
            out.append(separator);
            newLine(level + 1, out);
            quote(key(entry.getKey()), out);
            out.append(keySeparator);
            append(entry.getValue(), level + 1, out);
            separator = itemSeparator;
        }
        newLine(level, out);
        out.append('}');
    }

    private static String key(@Nullable Object key) {
        return switch (key) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            default -> Printing.str(key);
        };
    }

    private void newLine(int level, StringBuilder out) {
        if (indent >= 0) {
            out.append('\n').append(" ".repeat(indent * level));
        }
    }

    private void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || (ascii && c > 0x7e)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
