package io.sounder.controller.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Python's numbers: integers without bounds (Long, and BigInteger beyond it), floats; booleans count as 0 and 1. */
public final class Numbers {
    private Numbers() {}

    public static boolean isInteger(@Nullable Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof BigInteger
                || value instanceof Boolean
                || value instanceof Short
                || value instanceof Byte;
    }

    public static boolean isNumber(@Nullable Object value) {
        return isInteger(value) || value instanceof Double || value instanceof Float;
    }

    /** The value of an integer; only for what {@link #isInteger} accepts. */
    public static BigInteger big(@Nullable Object value) {
        return switch (value) {
            case BigInteger b -> b;
            case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
            case Number n -> BigInteger.valueOf(n.longValue());
            case null, default -> throw new EvaluationException("expected a number, but got " + PythonType.of(value));
        };
    }

    public static double real(@Nullable Object value) {
        return switch (value) {
            case Boolean b -> b ? 1 : 0;
            case Number n -> n.doubleValue();
            case null, default -> throw new EvaluationException("expected a number, but got " + PythonType.of(value));
        };
    }

    /** A Long where it fits. */
    public static Object integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
    }

    public static long asLong(@Nullable Object value) {
        Undefined.require(value);
        if (!isInteger(value)) {
            throw new EvaluationException("expected an integer, but got " + PythonType.of(value));
        }
        return big(value).longValueExact();
    }

    public static int asInt(@Nullable Object value) {
        return Math.toIntExact(asLong(value));
    }

    /** The text of a float as Python's {@code repr} gives it. */
    static String print(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = decimal.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return (value < 0 ? "-" : "") + mantissa + "e" + sign + power;
    }
}
