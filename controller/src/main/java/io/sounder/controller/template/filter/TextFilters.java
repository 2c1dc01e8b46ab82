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
            case "upper" -> (in, args, env) -> text(in, args).toUpperCase(Locale.ROOT);
            case "lower" -> (in, args, env) -> text(in, args).toLowerCase(Locale.ROOT);
            case "capitalize" -> (in, args, env) -> method(Printing.str(in), "capitalize", Arguments.none());
            case "title" -> (in, args, env) -> title(text(in, args));
            case "trim" -> (in, args, env) -> method(Printing.str(in), "strip", args);
            case "split" -> (in, args, env) -> method(Printing.str(in), "split", args);
            case "replace" -> (in, args, env) -> replace(in, args.accept("old", "new", "count"));
            case "format" -> (in, args, env) -> format(in, args);
            case "wordcount" ->
                (in, args, env) -> WORD.matcher(Printing.str(in)).results().count();
            case "quote" -> (in, args, env) -> quote(in == null ? "" : Printing.str(in));
            default -> null;
        };
    }

    /** The input as text, for filters without arguments. */
    private static String text(@Nullable Object input, Arguments arguments) {
        arguments.accept();
        return Printing.str(input);
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
}
