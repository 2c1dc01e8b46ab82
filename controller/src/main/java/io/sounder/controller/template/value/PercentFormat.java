package io.sounder.controller.template.value;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code '%s has %05.1f' % (name, share)}. */
public final class PercentFormat {
    private static final Pattern DIRECTIVE =
            Pattern.compile("%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\*|[0-9]+)?(?:\\.([0-9]+))?[hlL]?(.)", Pattern.DOTALL);

    private final List<?> values;
    private final @Nullable Object operand;
    private int next;

    private PercentFormat(@Nullable Object operand) {
        this.operand = operand;
        this.values = operand instanceof Tuple tuple ? tuple : java.util.Collections.singletonList(operand);
    }

    public static String format(String format, @Nullable Object operand) {
        PercentFormat state = new PercentFormat(operand);
        Matcher matcher = DIRECTIVE.matcher(format);
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(format, end, matcher.start()).append(state.directive(matcher));
            end = matcher.end();
        }
        if (format.indexOf('%', end) >= 0) {
            throw new EvaluationException("incomplete format");
        }
        if (!(operand instanceof Map) && state.next < state.values.size()) {
            throw new EvaluationException("not all arguments converted during string formatting");
        }
        return out.append(format.substring(end)).toString();
    }

    private String directive(Matcher matcher) {
        String kind = matcher.group(5);
        if (kind.equals("%")) {
            return "%";
        }
        String flags = matcher.group(2);
        String widthText = matcher.group(3) == null ? "0" : matcher.group(3);
        int width = widthText.equals("*") ? Numbers.asInt(value(null)) : Integer.parseInt(widthText);
        int precision = matcher.group(4) == null ? -1 : Integer.parseInt(matcher.group(4));
        Object value = Undefined.require(value(matcher.group(1)));
        String body = body(kind, value, precision, flags);
        boolean number = "diufFeEgGxXo".contains(kind);
        if (flags.contains("-") || width < 0) {
            return NumberFormat.pad(body, "<", " ", Math.abs(width));
        }
        boolean zeros = flags.contains("0") && number;
        return NumberFormat.pad(body, zeros ? "=" : ">", zeros ? "0" : " ", width);
    }

    private @Nullable Object value(@Nullable String name) {
        if (name != null) {
            if (!(operand instanceof Map<?, ?> map)) {
                throw new EvaluationException("format requires a mapping");
            }
            if (!map.containsKey(name)) {
                throw new EvaluationException("the format names '" + name + "', which the mapping does not have");
            }
            return map.get(name);
        }
        if (next >= values.size()) {
            throw new EvaluationException("not enough arguments for format string");
        }
        return values.get(next++);
    }

    private static String body(String kind, @Nullable Object value, int precision, String flags) {
        return switch (kind) {
            case "s" -> cut(Printing.str(value), precision);
            case "r", "a" -> cut(Printing.repr(value), precision);
            case "c" -> Numbers.isInteger(value) ? Character.toString(Numbers.asInt(value)) : Printing.str(value);
            case "d", "i", "u" -> {
                requireNumber(kind, value);
                Object whole = Numbers.isInteger(value) ? value : (Object) (long) Numbers.real(value);
                yield sign(zeros(Numbers.big(whole).toString(), precision), flags);
            }
            case "x", "X", "o" -> {
                if (!Numbers.isInteger(value)) {
                    throw new EvaluationException(
                            "%" + kind + " format: an integer is required, not " + PythonType.of(value));
                }
                yield sign(NumberFormat.format(value, (flags.contains("#") ? "#" : "") + kind), flags);
            }
            case "f", "F", "e", "E", "g", "G" -> {
                requireNumber(kind, value);
                yield sign(NumberFormat.real(Numbers.real(value), kind, precision), flags);
            }
            default -> throw new EvaluationException("unsupported format character '" + kind + "'");
        };
    }

    private static void requireNumber(String kind, @Nullable Object value) {
        if (!Numbers.isNumber(value)) {
            throw new EvaluationException(
                    "%" + kind + " format: a real number is required, not " + PythonType.of(value));
        }
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private static String zeros(String digits, int precision) {
        return precision < 0
                ? digits
                : NumberFormat.pad(digits, "=", "0", precision + (digits.startsWith("-") ? 1 : 0));
    }

    private static String sign(String body, String flags) {
        if (body.startsWith("-")) {
            return body;
        }
        return (flags.contains("+") ? "+" : flags.contains(" ") ? " " : "") + body;
    }
}
