package io.sounder.controller.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators on numbers, and those of them that text and lists know. */
public final class Arithmetic {
    private static final int LARGEST_REPETITION = 64 * 1024 * 1024;

    private Arithmetic() {}

    public static @Nullable Object apply(String operator, @Nullable Object a, @Nullable Object b) {
        Undefined.require(a);
        Undefined.require(b);
        Object special = onSequences(operator, a, b);
        if (special != null) {
            return special;
        }
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            if (operator.equals("+") && a instanceof String) {
                throw new EvaluationException("can only concatenate str (not \"" + PythonType.of(b) + "\") to str");
            }
            throw new EvaluationException("unsupported operand type(s) for " + operator + ": '" + PythonType.of(a)
                    + "' and '" + PythonType.of(b) + "'");
        }
        boolean integers = Numbers.isInteger(a) && Numbers.isInteger(b);
        return integers
                ? integers(operator, Numbers.big(a), Numbers.big(b))
                : reals(operator, Numbers.real(a), Numbers.real(b));
    }

    private static @Nullable Object onSequences(String operator, @Nullable Object a, @Nullable Object b) {
        return switch (operator) {
            case "+" -> {
                if (a instanceof String x && b instanceof String y) {
                    yield x + y;
                }
                if (a instanceof List<?> x && b instanceof List<?> y && a instanceof Tuple == b instanceof Tuple) {
                    List<@Nullable Object> all = new ArrayList<>(x);
                    all.addAll(y);
                    yield a instanceof Tuple ? new Tuple(all) : all;
                }
                yield a instanceof Moment moment && b instanceof TimeSpan span ? moment.plus(span) : null;
            }
            case "*" ->
                isSequence(a) && Numbers.isInteger(b)
                        ? repeat(a, Numbers.asInt(b))
                        : isSequence(b) && Numbers.isInteger(a) ? repeat(b, Numbers.asInt(a)) : null;
            case "%" -> a instanceof String format ? PercentFormat.format(format, b) : null;
            case "-" -> difference(a, b);
            default -> null;
        };
    }

    private static @Nullable Object difference(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Moment later) {
            return b instanceof Moment earlier
                    ? later.since(earlier)
                    : b instanceof TimeSpan span ? later.minus(span) : null;
        }
        return null;
    }

    private static boolean isSequence(@Nullable Object value) {
        return value instanceof String || value instanceof List<?>;
    }

    private static @Nullable Object repeat(@Nullable Object value, int times) {
        int count = Math.max(0, times);
        if (value instanceof String text) {
            if ((long) count * text.length() > LARGEST_REPETITION) {
                throw new EvaluationException("the repeated text is too long");
            }
            return text.repeat(count);
        }
        if (value instanceof List<?> list) {
            if ((long) count * list.size() > LARGEST_REPETITION) {
                throw new EvaluationException("the repeated list is too long");
            }
            List<@Nullable Object> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.addAll(list);
            }
            return value instanceof Tuple ? new Tuple(all) : all;
        }
        return null;
    }

    private static Object integers(String operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case "+" -> Numbers.integer(a.add(b));
            case "-" -> Numbers.integer(a.subtract(b));
            case "*" -> Numbers.integer(a.multiply(b));
            case "/" -> {
                requireNotZero(b.signum() == 0, "division by zero");
                yield new java.math.BigDecimal(a)
                        .divide(new java.math.BigDecimal(b), java.math.MathContext.DECIMAL128)
                        .doubleValue();
            }
            case "//" -> {
                requireNotZero(b.signum() == 0, "integer division or modulo by zero");
                yield Numbers.integer(floorDivide(a, b));
            }
            case "%" -> {
                requireNotZero(b.signum() == 0, "integer modulo by zero");
                yield Numbers.integer(a.subtract(b.multiply(floorDivide(a, b))));
            }
            case "**" ->
                b.signum() < 0 ? Math.pow(a.doubleValue(), b.doubleValue()) : Numbers.integer(a.pow(b.intValueExact()));
            default -> throw new EvaluationException("unknown operator '" + operator + "'");
        };
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Object reals(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> {
                requireNotZero(b == 0, "float division by zero");
                yield a / b;
            }
            case "//" -> {
                requireNotZero(b == 0, "float floor division by zero");
                yield Math.floor(a / b);
            }
            case "%" -> {
                requireNotZero(b == 0, "float modulo");
                double rest = a % b;
                yield rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
            }
            case "**" -> Math.pow(a, b);
            default -> throw new EvaluationException("unknown operator '" + operator + "'");
        };
    }

    private static void requireNotZero(boolean zero, String message) {
        if (zero) {
            throw new EvaluationException(message);
        }
    }

    /** The value with its sign turned. */
    public static @Nullable Object negate(@Nullable Object value) {
        Undefined.require(value);
        if (Numbers.isInteger(value)) {
            return Numbers.integer(Numbers.big(value).negate());
        }
        if (Numbers.isNumber(value)) {
            return -Numbers.real(value);
        }
        throw new EvaluationException("bad operand type for unary -: '" + PythonType.of(value) + "'");
    }
}
