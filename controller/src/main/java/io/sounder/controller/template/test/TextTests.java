package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonRegex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tests of text: patterns, versions, case. */
final class TextTests {
    private static final Pattern VERSION_PART = Pattern.compile("[0-9]+|[a-z]+|\\.|[^0-9a-z.]+");

    private TextTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "match" ->
                (in, args, env) -> matcher(in, args.accept("pattern", "ignorecase", "multiline"))
                        .lookingAt();
            case "search" ->
                (in, args, env) -> matcher(in, args.accept("pattern", "ignorecase", "multiline"))
                        .find();
            case "regex" ->
                (in, args, env) -> regex(in, args.accept("pattern", "ignorecase", "multiline", "match_type"));
            case "version", "version_compare" ->
                (in, args, env) -> version(in, args.accept("version", "operator", "strict", "version_type"));
            case "lower" -> (in, args, env) -> cased(Printing.str(in), false);
            case "upper" -> (in, args, env) -> cased(Printing.str(in), true);
            case "url" -> (in, args, env) -> Printing.str(in).matches("(?i)[a-z][a-z0-9+.-]*://[^/]+.*");
            default -> null;
        };
    }

    private static Matcher matcher(@Nullable Object input, Arguments arguments) {
        return PythonRegex.compile(
                        arguments.text(0, "pattern", ""),
                        arguments.flag(1, "ignorecase", false),
                        arguments.flag(2, "multiline", false))
                .matcher(Printing.str(input));
    }

    private static boolean regex(@Nullable Object input, Arguments arguments) {
        Matcher matcher = matcher(input, arguments);
        return switch (arguments.text(3, "match_type", "search")) {
            case "match" -> matcher.lookingAt();
            case "fullmatch" -> matcher.matches();
            default -> matcher.find();
        };
    }

    private static boolean cased(String text, boolean upper) {
        String lower = text.toLowerCase(Locale.ROOT);
        String capital = text.toUpperCase(Locale.ROOT);
        return !lower.equals(capital) && text.equals(upper ? capital : lower);
    }

    private static boolean version(@Nullable Object input, Arguments arguments) {
        String type = arguments.text(3, "version_type", "loose");
        if (!type.equals("loose") && !type.equals("strict")) {
            throw new EvaluationException(
                    "versions of the type '" + type + "' are not supported, only loose and strict ones");
        }
        int order = compareVersions(Printing.str(input), arguments.text(0, "version"));
        String operator = arguments.text(1, "operator", "eq");
        return switch (operator) {
            case "==", "=", "eq" -> order == 0;
            case "!=", "<>", "ne" -> order != 0;
            case "<", "lt" -> order < 0;
            case "<=", "le" -> order <= 0;
            case ">", "gt" -> order > 0;
            case ">=", "ge" -> order >= 0;
            default -> throw new EvaluationException("Invalid operator type (" + operator + ")");
        };
    }

    private static int compareVersions(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            throw new EvaluationException("Input version value cannot be empty");
        }
        List<String> x = parts(a);
        List<String> y = parts(b);
        for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
            boolean numberX = Character.isDigit(x.get(i).charAt(0));
            boolean numberY = Character.isDigit(y.get(i).charAt(0));
            if (numberX != numberY) {
                throw new EvaluationException(
                        "Version comparison failed: '" + a + "' and '" + b + "' have different forms");
            }
            int order = numberX
                    ? new BigInteger(x.get(i)).compareTo(new BigInteger(y.get(i)))
                    : x.get(i).compareTo(y.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(x.size(), y.size());
    }

    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = VERSION_PART.matcher(version);
        while (matcher.find()) {
            if (!matcher.group().equals(".")) {
                parts.add(matcher.group());
            }
        }
        return parts;
    }
}
