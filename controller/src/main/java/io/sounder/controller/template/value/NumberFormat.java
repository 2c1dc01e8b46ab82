package io.sounder.controller.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's format specifications such as {@code >8}, {@code 05d}, {@code .2f}, {@code ,}. */
final class NumberFormat {
    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?([0-9]+)?([,_])?(?:\\.([0-9]+))?([a-zA-Z%])?", Pattern.DOTALL);

    private NumberFormat() {}

    static String format(@Nullable Object value, String spec) {
        Undefined.require(value);
        if (spec.isEmpty()) {
            return Printing.str(value);
        }
        Matcher matcher = SPEC.matcher(spec);
        if (!matcher.matches()) {
            throw new EvaluationException("the format '" + spec + "' is not valid");
        }
        String kind = matcher.group(9) == null ? "" : matcher.group(9);
        boolean number = Numbers.isNumber(value) && !(value instanceof Boolean && kind.isEmpty());
        if (!number && !kind.isEmpty() && !kind.equals("s")) {
            throw new EvaluationException(
                    "Unknown format code '" + kind + "' for object of type '" + PythonType.of(value) + "'");
        }
        int precision = matcher.group(8) == null ? -1 : Integer.parseInt(matcher.group(8));
        String body = number ? number(value, matcher, kind, precision) : text(value, precision);
        String align = matcher.group(2);
        String fill = matcher.group(1);
        if (align == null) {
            boolean zeros = matcher.group(5) != null && number;
            align = zeros ? "=" : number ? ">" : "<";
            fill = zeros ? "0" : " ";
        }
        int width = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
        return pad(body, align, fill == null ? " " : fill, width);
    }

    private static String text(@Nullable Object value, int precision) {
        String text = Printing.str(value);
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private static String number(@Nullable Object value, Matcher spec, String kind, int precision) {
        boolean integer = Numbers.isInteger(value) && (kind.isEmpty() || "dxXobcn".contains(kind));
        String digits = integer
                ? integer(Numbers.big(value), kind, spec.group(4) != null)
                : real(Numbers.real(value), kind, precision);
        boolean negative = digits.startsWith("-");
        String sign = negative ? "-" : spec.group(3) == null || spec.group(3).equals("-") ? "" : spec.group(3);
        String plain = negative ? digits.substring(1) : digits;
        return sign + (spec.group(7) == null ? plain : grouped(plain, spec.group(7)));
    }

    private static String grouped(String digits, String separator) {
        int dot = digits.indexOf('.');
        String whole = dot < 0 ? digits : digits.substring(0, dot);
        String rest = dot < 0 ? "" : digits.substring(dot);
        return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", separator) + rest;
    }

    private static String integer(BigInteger value, String kind, boolean prefix) {
        return switch (kind) {
            case "x" -> signed(value, 16, prefix ? "0x" : "");
            case "X" -> signed(value, 16, prefix ? "0x" : "").toUpperCase(Locale.ROOT);
            case "o" -> signed(value, 8, prefix ? "0o" : "");
            case "b" -> signed(value, 2, prefix ? "0b" : "");
            case "c" -> Character.toString(value.intValueExact());
            default -> value.toString();
        };
    }

    private static String signed(BigInteger value, int base, String prefix) {
        return (value.signum() < 0 ? "-" : "") + prefix + value.abs().toString(base);
    }

    /** A float in one of Python's notations. */
    static String real(double value, String kind, int precision) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Numbers.print(value);
        }
        int digits = precision < 0 ? 6 : precision;
        return switch (kind) {
            case "f", "F" -> fixed(value, digits);
            case "%" -> fixed(value * 100, digits) + "%";
            case "e", "E" -> {
                String text = exponential(value, digits);
                yield kind.equals("E") ? text.toUpperCase(Locale.ROOT) : text;
            }
            case "g", "G", "n" -> general(value, digits);
            case "" -> precision < 0 ? Numbers.print(value) : general(value, digits);
            default -> throw new EvaluationException("Unknown format code '" + kind + "' for object of type 'float'");
        };
    }

    private static String fixed(double value, int digits) {
        String text =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        boolean lostSign = value < 0 && !text.startsWith("-");
        return lostSign ? "-" + text : text;
    }

    private static String exponential(double value, int digits) {
        if (value == 0) {
            return fixed(0, digits) + "e+00";
        }
        BigDecimal decimal = new BigDecimal(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = decimal.precision() - decimal.scale() - 1;
        String mantissa = decimal.movePointLeft(exponent)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(double value, int precision) {
        int digits = Math.max(1, precision);
        if (value == 0) {
            return "0";
        }
        BigDecimal decimal = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        String[] parts = exponential(value, digits - 1).split("e", 2);
        return parts[0].replaceAll("\\.?0+$", "") + "e" + parts[1];
    }

    static String pad(String body, String align, String fill, int width) {
        int missing = width - body.codePointCount(0, body.length());
        if (missing <= 0) {
            return body;
        }
        return switch (align) {
            case "<" -> body + fill.repeat(missing);
            case "^" -> fill.repeat(missing / 2) + body + fill.repeat(missing - missing / 2);
            case "=" -> {
                int sign = body.startsWith("-") || body.startsWith("+") || body.startsWith(" ") ? 1 : 0;
                yield body.substring(0, sign) + fill.repeat(missing) + body.substring(sign);
            }
            default -> fill.repeat(missing) + body;
        };
    }
}
