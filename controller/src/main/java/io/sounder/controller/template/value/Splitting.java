package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cutting text into parts as Python does. */
public final class Splitting {
    private Splitting() {}

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || c == 0x85 || c == 0xa0 || (c >= 0x1c && c <= 0x1f);
    }

    /**
     * The parts between separators.
     *
     * @param separator null for runs of white space
     * @param most the number of cuts, negative for all
     */
    public static List<@Nullable Object> split(String text, @Nullable String separator, long most) {
        if (separator == null) {
            return words(text, most);
        }
        requireSeparator(separator);
        List<@Nullable Object> parts = new ArrayList<>();
        int position = 0;
        int found;
        while ((most < 0 || parts.size() < most) && (found = text.indexOf(separator, position)) >= 0) {
            parts.add(text.substring(position, found));
            position = found + separator.length();
        }
        parts.add(text.substring(position));
        return parts;
    }

    private static List<@Nullable Object> words(String text, long most) {
        List<@Nullable Object> parts = new ArrayList<>();
        int position = 0;
        while (true) {
            while (position < text.length() && isSpace(text.charAt(position))) {
                position++;
            }
            if (position == text.length()) {
                return parts;
            }
            if (most >= 0 && parts.size() == most) {
                int end = text.length();
                while (isSpace(text.charAt(end - 1))) {
                    end--;
                }
                parts.add(text.substring(position, end));
                return parts;
            }
            int start = position;
            while (position < text.length() && !isSpace(text.charAt(position))) {
                position++;
            }
            parts.add(text.substring(start, position));
        }
    }

    static List<@Nullable Object> splitFromRight(String text, @Nullable String separator, long most) {
        if (separator == null) {
            List<@Nullable Object> reversed =
                    words(new StringBuilder(text).reverse().toString(), most);
            List<@Nullable Object> parts = new ArrayList<>();
            for (Object part : reversed) {
                parts.add(new StringBuilder(Printing.str(part)).reverse().toString());
            }
            Collections.reverse(parts);
            return parts;
        }
        requireSeparator(separator);
        List<@Nullable Object> parts = new ArrayList<>();
        int end = text.length();
        int found;
        while ((most < 0 || parts.size() < most)
                && (found = text.lastIndexOf(separator, end - separator.length())) >= 0) {
            parts.add(text.substring(found + separator.length(), end));
            end = found;
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    private static void requireSeparator(String separator) {
        if (separator.isEmpty()) {
            throw new EvaluationException("empty separator");
        }
    }

    static List<@Nullable Object> lines(String text, boolean keepEnds) {
        List<@Nullable Object> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                int end = i;
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                lines.add(text.substring(start, keepEnds ? i + 1 : end));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    static Tuple partition(String text, String separator, int at, boolean last) {
        requireSeparator(separator);
        if (at < 0) {
            return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }
}
