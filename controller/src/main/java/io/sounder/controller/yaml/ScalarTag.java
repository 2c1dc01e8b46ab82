package io.sounder.controller.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plain scalar means in YAML 1.1, decided as PyYAML does; timestamps stay text. */
enum ScalarTag {
    BOOL,
    INT,
    FLOAT,
    NULL,
    MERGE,
    STR;

    private static final Set<String> TRUE = Set.of("yes", "true", "on");
    private static final Set<String> FALSE = Set.of("no", "false", "off");
    private static final Pattern INTEGER = Pattern.compile("[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern REAL = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    /** The meaning of a plain scalar. */
    static ScalarTag of(String text) {
        if (text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL")) {
            return NULL;
        }
        if (text.equals("<<")) {
            return MERGE;
        }
        if (isBoolean(text)) {
            return BOOL;
        }
        char first = text.charAt(0);
        boolean mayBeNumber = Character.isDigit(first) || first == '-' || first == '+' || first == '.';
        if (!mayBeNumber) {
            return STR;
        }
        if (INTEGER.matcher(text).matches()) {
            return INT;
        }
        return REAL.matcher(text).matches() ? FLOAT : STR;
    }

    /** The value of text that has this meaning. */
    @Nullable
    Object value(String text) {
        return switch (this) {
            case NULL -> null;
            case BOOL -> TRUE.contains(text.toLowerCase(Locale.ROOT));
            case INT -> integer(text.replace("_", ""));
            case FLOAT -> real(text.replace("_", "").toLowerCase(Locale.ROOT));
            case MERGE, STR -> text;
        };
    }

    private static boolean isBoolean(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            return false;
        }
        String capitalized = Character.toUpperCase(text.charAt(0)) + lower.substring(1);
        return text.equals(lower) || text.equals(capitalized) || text.equals(lower.toUpperCase(Locale.ROOT));
    }

    private static Object integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.equals("0")) {
            value = BigInteger.ZERO;
        } else if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0")) {
            value = new BigInteger(digits, 8);
        } else if (digits.contains(":")) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else {
            value = new BigInteger(digits);
        }
        value = negative ? value.negate() : value;
        return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
    }

    private static double real(String text) {
        int sign = text.startsWith("-") ? -1 : 1;
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (digits.equals(".inf")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (digits.equals(".nan")) {
            return Double.NaN;
        }
        double value = 0;
        for (String part : digits.split(":", -1)) {
            value = value * 60 + Double.parseDouble(part);
        }
        return sign * value;
    }
}
