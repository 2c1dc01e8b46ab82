package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonRegex;
import io.sounder.controller.template.value.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters with regular expressions. */
final class RegexFilters {
    private static final Pattern SPECIAL = Pattern.compile("[\\[\\](){}?*+\\-|^$\\\\.&~# \\t\\n\\r\\x0b\\f]");
    private static final Pattern POSIX_SPECIAL = Pattern.compile("[\\].\\[^$*\\\\]");

    private RegexFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "regex_replace" ->
                (in, args, env) ->
                        replace(Printing.str(in), args.accept("pattern", "replacement", "ignorecase", "multiline"));
            case "regex_search" -> (in, args, env) -> search(Printing.str(in), args);
            case "regex_findall" ->
                (in, args, env) -> findAll(Printing.str(in), args.accept("regex", "multiline", "ignorecase"));
            case "regex_escape" -> (in, args, env) -> escape(Printing.str(in), args.text(0, "re_type", "python"));
            default -> null;
        };
    }

    private static String replace(String text, Arguments arguments) {
        Matcher matcher = PythonRegex.compile(
                        arguments.text(0, "pattern", ""),
                        arguments.flag(2, "ignorecase", false),
                        arguments.flag(3, "multiline", false))
                .matcher(text);
        String replacement = arguments.text(1, "replacement", "");
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(text, end, matcher.start()).append(PythonRegex.expand(replacement, matcher));
            end = matcher.end();
        }
        return out.append(text.substring(end)).toString();
    }

    private static @Nullable Object search(String text, Arguments arguments) {
        Pattern pattern = PythonRegex.compile(
                arguments.text(0, "regex"),
                arguments.named().containsKey("ignorecase") && arguments.flag(99, "ignorecase", false),
                arguments.named().containsKey("multiline") && arguments.flag(99, "multiline", false));
        List<String> groups = new ArrayList<>();
        for (Object argument : arguments.skip(1).positional()) {
            String group = Printing.str(argument);
            if (!group.matches("\\\\g<\\S+>|\\\\[0-9]+")) {
                throw new EvaluationException("Unknown argument");
            }
            groups.add(group.startsWith("\\g") ? group.substring(3, group.length() - 1) : group.substring(1));
        }
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        if (groups.isEmpty()) {
            return matcher.group();
        }
        List<@Nullable Object> found = new ArrayList<>();
        groups.forEach(group -> found.add(PythonRegex.rawGroup(matcher, group)));
        return found;
    }

    private static List<@Nullable Object> findAll(String text, Arguments arguments) {
        Matcher matcher = PythonRegex.compile(
                        arguments.text(0, "regex"),
                        arguments.flag(2, "ignorecase", false),
                        arguments.flag(1, "multiline", false))
                .matcher(text);
        List<@Nullable Object> found = new ArrayList<>();
        while (matcher.find()) {
            List<@Nullable Object> groups = new ArrayList<>();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(PythonRegex.group(matcher, String.valueOf(i)));
            }
            found.add(groups.isEmpty() ? matcher.group() : groups.size() == 1 ? groups.get(0) : new Tuple(groups));
        }
        return found;
    }

    private static String escape(String text, String type) {
        return switch (type) {
            case "python" -> SPECIAL.matcher(text).replaceAll("\\\\$0");
            case "posix_basic" -> POSIX_SPECIAL.matcher(text).replaceAll("\\\\$0");
            default -> throw new EvaluationException("Invalid regex type (" + type + ")");
        };
    }
}
