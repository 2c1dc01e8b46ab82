package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of text. */
final class StringMethods {
    static final Set<String> NAMES = Set.of(
            "upper",
            "lower",
            "title",
            "capitalize",
            "swapcase",
            "casefold",
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "rsplit",
            "splitlines",
            "join",
            "replace",
            "startswith",
            "endswith",
            "find",
            "rfind",
            "index",
            "rindex",
            "count",
            "format",
            "partition",
            "rpartition",
            "zfill",
            "ljust",
            "rjust",
            "center",
            "removeprefix",
            "removesuffix",
            "encode",
            "expandtabs",
            "translate");

    private StringMethods() {}

    static @Nullable Object call(String text, String name, Arguments arguments) {
        return switch (name) {
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "casefold" -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            case "title" -> title(text);
            case "capitalize" -> capitalize(text);
            case "swapcase" -> swapCase(text);
            case "strip" -> strip(text, arguments, true, true);
            case "lstrip" -> strip(text, arguments, true, false);
            case "rstrip" -> strip(text, arguments, false, true);
            case "split" -> Splitting.split(text, separator(arguments), arguments.integer(1, "maxsplit", -1));
            case "rsplit" -> Splitting.splitFromRight(text, separator(arguments), arguments.integer(1, "maxsplit", -1));
            case "splitlines" -> Splitting.lines(text, arguments.flag(0, "keepends", false));
            case "partition" ->
                Splitting.partition(text, string(arguments, 0), text.indexOf(string(arguments, 0)), false);
            case "rpartition" ->
                Splitting.partition(text, string(arguments, 0), text.lastIndexOf(string(arguments, 0)), true);
            case "join" -> join(text, arguments.required(0, "iterable"));
            case "replace" ->
                replace(text, string(arguments, 0), string(arguments, 1), arguments.integer(2, "count", -1));
            case "format" -> BraceFormat.format(text, arguments);
            case "startswith" ->
                affixes(arguments).stream()
                        .anyMatch(each -> part(text, arguments).startsWith(each));
            case "endswith" ->
                affixes(arguments).stream()
                        .anyMatch(each -> part(text, arguments).endsWith(each));
            case "removeprefix" ->
                text.startsWith(string(arguments, 0))
                        ? text.substring(string(arguments, 0).length())
                        : text;
            case "removesuffix" -> {
                String end = string(arguments, 0);
                yield !end.isEmpty() && text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
            }
            case "encode" -> text;
            default -> search(text, name, arguments);
        };
    }

    private static @Nullable Object search(String text, String name, Arguments arguments) {
        return switch (name) {
            case "find" -> find(text, arguments, false);
            case "rfind" -> find(text, arguments, true);
            case "index" -> found(find(text, arguments, false));
            case "rindex" -> found(find(text, arguments, true));
            case "count" -> count(part(text, arguments), string(arguments, 0));
            default -> layout(text, name, arguments);
        };
    }

    private static @Nullable Object layout(String text, String name, Arguments arguments) {
        return switch (name) {
            case "zfill" -> NumberFormat.pad(text, "=", "0", (int) arguments.integer(0, "width", 0));
            case "ljust" -> pad(text, "<", arguments);
            case "rjust" -> pad(text, ">", arguments);
            case "center" -> center(text, arguments);
            case "expandtabs" -> text.replace("\t", " ".repeat((int) arguments.integer(0, "tabsize", 8)));
            default -> translate(text, arguments.required(0, "table"));
        };
    }

    private static String translate(String text, @Nullable Object table) {
        if (!(table instanceof Map<?, ?> map)) {
            throw new EvaluationException("expects a dictionary from code points to text");
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!map.containsKey((long) c)) {
                out.appendCodePoint(c);
            } else if (map.get((long) c) instanceof Long code) {
                out.appendCodePoint(code.intValue());
            } else if (map.get((long) c) != null) {
                out.append(map.get((long) c));
            }
        });
        return out.toString();
    }

    private static String string(Arguments arguments, int index) {
        Object value = Undefined.require(arguments.required(index, "argument " + (index + 1)));
        if (value instanceof String text) {
            return text;
        }
        throw new EvaluationException("must be str, not " + PythonType.of(value));
    }

    private static @Nullable String separator(Arguments arguments) {
        Object given = Undefined.require(arguments.get(0, "sep", null));
        if (given == null || given instanceof String) {
            return (String) given;
        }
        throw new EvaluationException("must be str or None, not " + PythonType.of(given));
    }

    private static List<String> affixes(Arguments arguments) {
        Object given = Undefined.require(arguments.required(0, "prefix"));
        if (given instanceof Tuple tuple) {
            return tuple.stream().map(Printing::str).toList();
        }
        return List.of(string(arguments, 0));
    }

    /** The part of the text that the second and third argument bound. */
    private static String part(String text, Arguments arguments) {
        return String.valueOf(Access.slice(text, arguments.get(1, "start", null), arguments.get(2, "end", null), null));
    }

    private static long find(String text, Arguments arguments, boolean last) {
        String part = part(text, arguments);
        int found = last ? part.lastIndexOf(string(arguments, 0)) : part.indexOf(string(arguments, 0));
        long start = arguments.get(1, "start", null) == null ? 0 : arguments.integer(1, "start", 0);
        return found < 0 ? -1 : found + (start < 0 ? Math.max(0, start + text.length()) : start);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT)
                + text.substring(end).toLowerCase(Locale.ROOT);
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return out.toString();
    }

    private static String swapCase(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> out.appendCodePoint(
                        Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c)));
        return out.toString();
    }

    private static String strip(String text, Arguments arguments, boolean left, boolean right) {
        Object given = Undefined.require(arguments.get(0, "chars", null));
        IntPredicate drop =
                given == null ? Splitting::isSpace : c -> Printing.str(given).indexOf(c) >= 0;
        int start = 0;
        int end = text.length();
        while (left && start < end && drop.test(text.charAt(start))) {
            start++;
        }
        while (right && end > start && drop.test(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String join(String separator, @Nullable Object items) {
        List<String> parts = new ArrayList<>();
        for (Object item : Iteration.of(items)) {
            Undefined.require(item);
            if (!(item instanceof String text)) {
                throw new EvaluationException(
                        "sequence item " + parts.size() + ": expected str instance, " + PythonType.of(item) + " found");
            }
            parts.add(text);
        }
        return String.join(separator, parts);
    }

    /** The first occurrences replaced, all when the count is negative. */
    static String replace(String text, String old, String replacement, long count) {
        if (count < 0) {
            return text.replace(old, replacement);
        }
        StringBuilder out = new StringBuilder();
        int position = 0;
        for (long i = 0; i < count; i++) {
            int found = text.indexOf(old, position);
            if (found < 0) {
                break;
            }
            out.append(text, position, found).append(replacement);
            position = found + old.length();
        }
        return out.append(text.substring(position)).toString();
    }

    private static long found(long index) {
        if (index < 0) {
            throw new EvaluationException("substring not found");
        }
        return index;
    }

    private static long count(String text, String part) {
        return part.isEmpty()
                ? text.length() + 1L
                : Splitting.split(text, part, -1).size() - 1L;
    }

    private static String pad(String text, String align, Arguments arguments) {
        return NumberFormat.pad(
                text, align, arguments.text(1, "fillchar", " "), (int) arguments.integer(0, "width", 0));
    }

    /** With an odd rest the extra blank stands left when the width is odd, as in Python. */
    static String center(String text, Arguments arguments) {
        int width = (int) arguments.integer(0, "width", 0);
        String fill = arguments.text(1, "fillchar", " ");
        int missing = Math.max(0, width - text.length());
        int left = missing / 2 + (missing & width & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }
}
