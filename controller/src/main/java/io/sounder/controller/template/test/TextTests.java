package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonRegex;
import io.sounder.controller.vault.VaultValue;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Tests of text: patterns, versions, case. */
final class TextTests {
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
            case "vault_encrypted" -> (in, args, env) -> in instanceof VaultValue;
            case "escaped" -> (in, args, env) -> false;
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
        String written = Printing.str(input);
        String other = arguments.text(0, "version");
        if (written.isEmpty() || other.isEmpty()) {
            throw new EvaluationException("Input version value cannot be empty");
        }
        String type = arguments.flag(2, "strict", false) ? "strict" : arguments.text(3, "version_type", "loose");
        int order = VersionOrder.of(type).compare(written, other);
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
}
