package io.sounder.controller.template.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text, like Python's {@code str} and {@code repr}. */
public final class Printing {
    private Printing() {}

    /** The value as text: strings as they are, everything else as {@link #repr}. */
    public static String str(@Nullable Object value) {
        return value instanceof String text ? text : repr(value);
    }

    /** The value as Python writes it in its source. */
    public static String repr(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(value, out);
        return out.toString();
    }

    private static void append(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("None");
            case String text -> quote(text, out);
            case Boolean flag -> out.append(flag ? "True" : "False");
            case Double real -> out.append(Numbers.print(real));
            case Float real -> out.append(Numbers.print(real));
            case Tuple tuple -> {
                appendAll(tuple, "(", tuple.size() == 1 ? ",)" : ")", out);
            }
            case List<?> list -> appendAll(list, "[", "]", out);
            case Map<?, ?> map -> appendMap(map, out);
            case Undefined undefined -> Undefined.require(undefined);
            default -> out.append(value);
        }
    }

    private static void appendAll(List<?> items, String open, String close, StringBuilder out) {
        out.append(open);
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            append(item, out);
            separator = ", ";
        }
        out.append(close);
    }

    private static void appendMap(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            append(entry.getKey(), out);
            out.append(": ");
            append(entry.getValue(), out);
            separator = ", ";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> escape(c, quote, out));
        out.append(quote);
    }

    private static void escape(int c, char quote, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x100) {
                    out.append(String.format("\\x%02x", c));
                } else {
                    out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                }
            }
        }
    }

    static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }
}
