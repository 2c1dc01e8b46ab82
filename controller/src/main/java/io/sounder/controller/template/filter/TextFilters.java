package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.PercentFormat;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for text. */
final class TextFilters {
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern TITLE_BREAK = Pattern.compile("(?<=[-\\s({\\[<])|(?=[-\\s({\\[<])");
    private static final Pattern UNSAFE_IN_SHELL = Pattern.compile("[^\\w@%+=:,./-]");

    private TextFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "upper" -> (in, args, env) -> Printing.str(in).toUpperCase(Locale.ROOT);
            case "lower" -> (in, args, env) -> Printing.str(in).toLowerCase(Locale.ROOT);
            case "capitalize" -> (in, args, env) -> method(Printing.str(in), "capitalize", Arguments.none());
            case "title" -> (in, args, env) -> title(Printing.str(in));
            case "trim" -> (in, args, env) -> method(Printing.str(in), "strip", args);
            case "split" -> (in, args, env) -> method(Printing.str(in), "split", args);
            case "replace" -> (in, args, env) -> replace(in, args.accept("old", "new", "count"));
            case "format" -> (in, args, env) -> format(in, args);
            case "wordcount" ->
                (in, args, env) -> WORD.matcher(Printing.str(in)).results().count();
            case "quote" -> (in, args, env) -> quote(in == null ? "" : Printing.str(in));
            case "safe" -> (in, args, env) -> Printing.str(in);
            case "escape", "e", "forceescape" -> (in, args, env) -> escape(Printing.str(in));
            case "urlencode" -> (in, args, env) -> urlEncode(in);
            case "urldecode" ->
                (in, args, env) ->
                        java.net.URLDecoder.decode(Printing.str(in), java.nio.charset.StandardCharsets.UTF_8);
            default -> null;
        };
    }

    private static @Nullable Object method(String text, String name, Arguments arguments) {
        Object method = Access.attribute(text, name);
        return method instanceof Callable callable ? callable.call(arguments) : null;
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        for (String part : TITLE_BREAK.split(text, -1)) {
            int end = part.isEmpty() ? 0 : part.offsetByCodePoints(0, 1);
            out.append(part.substring(0, end).toUpperCase(Locale.ROOT))
                    .append(part.substring(end).toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    private static @Nullable Object replace(@Nullable Object input, Arguments arguments) {
        String old = arguments.text(0, "old");
        String replacement = arguments.text(1, "new");
        Object count = arguments.get(2, "count", null);
        return method(
                Printing.str(input),
                "replace",
                new Arguments(List.of(old, replacement, count == null ? -1L : count), Map.of()));
    }

    private static String format(@Nullable Object input, Arguments arguments) {
        Object operand = arguments.named().isEmpty() ? new Tuple(arguments.positional()) : arguments.named();
        return PercentFormat.format(Printing.str(input), operand);
    }

    /** The text as one word of a POSIX shell. */
    static String quote(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        return UNSAFE_IN_SHELL.matcher(text).find() ? "'" + text.replace("'", "'\"'\"'") + "'" : text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static String urlEncode(@Nullable Object input) {
        if (input instanceof Map<?, ?> map) {
            return String.join(
                    "&",
                    map.entrySet().stream()
                            .map(entry -> plus(entry.getKey()) + "=" + plus(entry.getValue()))
                            .toList());
        }
        return percent(input, "/");
    }

    private static String plus(@Nullable Object value) {
        return percent(value, " ").replace(' ', '+');
    }

    private static String percent(@Nullable Object value, String safe) {
        StringBuilder out = new StringBuilder();
        for (byte b : Printing.str(value).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || ("_.-~" + safe).indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
        }
        return out.toString();
    }
}
