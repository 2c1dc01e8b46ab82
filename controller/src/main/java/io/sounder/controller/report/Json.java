package io.sounder.controller.report;

import io.sounder.controller.base.Verbatim;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON with sorted keys, spaced the way Python does it. */
public final class Json {
    private final StringBuilder out = new StringBuilder();
    private final int indent;

    private Json(int indent) {
        this.indent = indent;
    }

    /** On one line. */
    public static String compact(@Nullable Object value) {
        return write(value, 0);
    }

    /** On many lines, indented by four blanks. */
    public static String pretty(@Nullable Object value) {
        return write(value, 4);
    }

    private static String write(@Nullable Object value, int indent) {
        Json json = new Json(indent);
        json.any(value, 0);
        return json.out.toString();
    }

    private void any(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Verbatim wrapped -> any(wrapped.value(), depth);
            case Boolean bool -> out.append(bool.booleanValue());
            case Number number -> out.append(number);
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> list -> list(list, depth);
            default -> text(String.valueOf(value));
        }
    }

    private void map(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        if (sorted.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<Map.Entry<String, @Nullable Object>> entries =
                sorted.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, @Nullable Object> entry = entries.next();
            line(depth + 1);
            text(entry.getKey());
            out.append(": ");
            any(entry.getValue(), depth + 1);
            comma(entries.hasNext());
        }
        line(depth);
        out.append('}');
    }

    private void list(Collection<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            line(depth + 1);
            any(items.next(), depth + 1);
            comma(items.hasNext());
        }
        line(depth);
        out.append(']');
    }

    private void comma(boolean more) {
        if (more) {
            out.append(indent > 0 ? "," : ", ");
        }
    }

    private void line(int depth) {
        if (indent > 0) {
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private void text(String text) {
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
                    if (c < 0x20) {
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
