package io.sounder.controller.template.value;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality, order and membership of values. */
public final class Comparison {
    private Comparison() {}

    public static boolean equal(@Nullable Object a, @Nullable Object b) {
        Undefined.require(a);
        Undefined.require(b);
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return numbersEqual(a, b);
        }
        if (a instanceof Tuple != b instanceof Tuple) {
            return false;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return listsEqual(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return mapsEqual(x, y);
        }
        return a == null ? b == null : a.equals(b);
    }

    private static boolean numbersEqual(@Nullable Object a, @Nullable Object b) {
        if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
            return Numbers.big(a).equals(Numbers.big(b));
        }
        double x = Numbers.real(a);
        double y = Numbers.real(b);
        return !Double.isNaN(x) && !Double.isNaN(y) && compareNumbers(a, b) == 0;
    }

    private static boolean listsEqual(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mapsEqual(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!b.containsKey(entry.getKey()) || !equal(entry.getValue(), b.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Negative, zero or positive; a failure for values that have no order. */
    public static int compare(@Nullable Object a, @Nullable Object b, String operator) {
        Undefined.require(a);
        Undefined.require(b);
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (a instanceof String x && b instanceof String y) {
            return compareText(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y && a instanceof Tuple == b instanceof Tuple) {
            return compareLists(x, y, operator);
        }
        if (a instanceof Moment x && b instanceof Moment y) {
            return x.compareTo(y);
        }
        if (a instanceof TimeSpan x && b instanceof TimeSpan y) {
            return x.compareTo(y);
        }
        throw new EvaluationException("'" + operator + "' not supported between instances of '" + PythonType.of(a)
                + "' and '" + PythonType.of(b) + "'");
    }

    /** The order that sorting uses. */
    public static Comparator<@Nullable Object> order() {
        return (a, b) -> compare(a, b, "<");
    }

    private static int compareNumbers(@Nullable Object a, @Nullable Object b) {
        if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
            return Numbers.big(a).compareTo(Numbers.big(b));
        }
        double x = Numbers.real(a);
        double y = Numbers.real(b);
        if (Double.isInfinite(x) || Double.isInfinite(y) || Double.isNaN(x) || Double.isNaN(y)) {
            return Double.compare(x, y);
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(@Nullable Object value) {
        return Numbers.isInteger(value) ? new BigDecimal(Numbers.big(value)) : new BigDecimal(Numbers.real(value));
    }

    private static int compareText(String a, String b) {
        int[] x = a.codePoints().toArray();
        int[] y = b.codePoints().toArray();
        return java.util.Arrays.compare(x, y);
    }

    private static int compareLists(List<?> a, List<?> b, String operator) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return compare(a.get(i), b.get(i), operator);
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Whether the container has the item: text within text, item of a list, key of a map. */
    public static boolean contains(@Nullable Object container, @Nullable Object item) {
        Undefined.require(container);
        Undefined.require(item);
        return switch (container) {
            case String text -> {
                if (!(item instanceof String part)) {
                    throw new EvaluationException(
                            "'in <string>' requires string as left operand, not " + PythonType.of(item));
                }
                yield text.contains(part);
            }
            case List<?> list -> list.stream().anyMatch(each -> equal(each, item));
            case Map<?, ?> map -> item != null && map.containsKey(item);
            case null, default ->
                throw new EvaluationException("argument of type '" + PythonType.of(container) + "' is not iterable");
        };
    }
}
