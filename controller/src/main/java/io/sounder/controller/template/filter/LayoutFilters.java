package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters that lay text out in lines. */
final class LayoutFilters {
    private static final Map<String, List<String>> COMMENT_STYLES = Map.of(
            "plain", List.of("", "# ", ""),
            "erlang", List.of("", "% ", ""),
            "c", List.of("", "// ", ""),
            "cblock", List.of("/*", " * ", " */"),
            "xml", List.of("<!--", " - ", "-->"));

    private LayoutFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "indent" -> (in, args, env) -> indent(Printing.str(in), args.accept("width", "first", "blank"));
            case "center" -> (in, args, env) -> center(Printing.str(in), args.integer(0, "width", 80));
            case "truncate" ->
                (in, args, env) -> truncate(Printing.str(in), args.accept("length", "killwords", "end", "leeway"));
            case "wordwrap" ->
                (in, args, env) -> wrap(
                        Printing.str(in), args.accept("width", "break_long_words", "wrapstring", "break_on_hyphens"));
            case "comment" -> (in, args, env) -> comment(Printing.str(in), args);
            default -> null;
        };
    }

    private static String indent(String text, Arguments arguments) {
        Object width = arguments.get(0, "width", 4L);
        String blanks = width instanceof String given ? given : " ".repeat(Numbers.asInt(width));
        boolean first = arguments.flag(1, "first", false);
        boolean blank = arguments.flag(2, "blank", false);
        String source = text + "\n";
        String body;
        if (blank) {
            body = source.substring(0, source.length() - 1).replace("\n", "\n" + blanks);
        } else {
            List<String> lines = source.lines().toList();
            body = lines.get(0)
                    + lines.stream()
                            .skip(1)
                            .map(line -> "\n" + (line.isEmpty() ? "" : blanks + line))
                            .collect(Collectors.joining());
        }
        return first ? blanks + body : body;
    }

    private static @Nullable Object center(String text, long width) {
        return Access.attribute(text, "center") instanceof Callable callable
                ? callable.call(new Arguments(List.of(width), Map.of()))
                : null;
    }

    private static String truncate(String text, Arguments arguments) {
        int length = (int) arguments.integer(0, "length", 255);
        String end = arguments.text(2, "end", "...");
        int leeway = (int) arguments.integer(3, "leeway", 5);
        if (length < end.length()) {
            throw new EvaluationException("expected length >= " + end.length() + ", got " + length);
        }
        if (text.length() <= length + leeway) {
            return text;
        }
        String cut = text.substring(0, length - end.length());
        int blank = cut.lastIndexOf(' ');
        return (arguments.flag(1, "killwords", false) || blank < 0 ? cut : cut.substring(0, blank)) + end;
    }

    private static String wrap(String text, Arguments arguments) {
        int width = (int) arguments.integer(0, "width", 79);
        boolean cuts = arguments.flag(1, "break_long_words", true);
        Object given = arguments.get(2, "wrapstring", null);
        boolean hyphens = arguments.flag(3, "break_on_hyphens", true);
        String end = given == null ? "\n" : Printing.str(given);
        return text.lines()
                .map(line -> String.join(end, new WordWrap(width, cuts, hyphens).lines(line)))
                .collect(Collectors.joining(end));
    }

    private static String comment(String text, Arguments arguments) {
        String style = arguments.text(0, "style", "plain");
        List<String> parts = COMMENT_STYLES.get(style);
        if (parts == null) {
            throw new EvaluationException("there is no comment style '" + style + "'");
        }
        String decoration = arguments.text(1, "decoration", parts.get(1));
        String newline = arguments.text(2, "newline", "\n");
        String beginning = arguments.text(2, "beginning", parts.get(0));
        String end = arguments.text(2, "end", parts.get(2));
        String prefix = arguments.text(2, "prefix", decoration.stripTrailing());
        String postfix = arguments.text(2, "postfix", decoration.stripTrailing());
        String before = prefix.isEmpty()
                ? ""
                : (prefix.equals(newline) ? newline : prefix + newline)
                        .repeat((int) arguments.integer(2, "prefix_count", 1));
        String body = (decoration + text.replace(newline, newline + decoration))
                .replace(decoration + newline, decoration.stripTrailing() + newline);
        String after = (newline + postfix).repeat((int) arguments.integer(2, "postfix_count", 1));
        return (beginning.isEmpty() ? "" : beginning + newline)
                + before
                + body
                + after
                + (end.isEmpty() ? "" : newline + end);
    }
}
