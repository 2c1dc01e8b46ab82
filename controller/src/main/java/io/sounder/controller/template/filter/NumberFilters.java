package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Arithmetic;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for numbers. */
final class NumberFilters {
    private static final Pattern REAL = Pattern.compile(
            "[-+]?(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?i:inf|infinity|nan)");
    private static final Pattern SIZE = Pattern.compile("\\s*([0-9]*\\.?[0-9]*)\\s*([A-Za-z]+)?\\s*");
    private static final String UNITS = "BKMGTPEZY";

    private NumberFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "int" -> (in, args, env) -> integer(in, args.accept("default", "base"));
            case "float" -> (in, args, env) -> real(in, args.accept("default"));
            case "abs" -> (in, args, env) -> Numbers.real(in) < 0 ? Arithmetic.negate(in) : in;
            case "round" -> (in, args, env) -> round(in, args.accept("precision", "method"));
            case "log" -> (in, args, env) -> log(Numbers.real(in), Numbers.real(args.get(0, "base", Math.E)));
            case "pow" -> (in, args, env) -> Math.pow(Numbers.real(in), Numbers.real(args.required(0, "y")));
            case "root" -> (in, args, env) -> root(Numbers.real(in), Numbers.real(args.get(0, "base", 2L)));
            case "human_readable" -> (in, args, env) -> humanReadable(in, args.accept("isbits", "unit"));
            case "human_to_bytes" -> (in, args, env) -> bytes(in, args.accept("default_unit", "isbits"));
            case "filesizeformat" ->
                (in, args, env) -> fileSize(Numbers.real(real(in, Arguments.none())), args.flag(0, "binary", false));
            default -> null;
        };
    }

    /** Python's {@code int}, then the whole part of a float, then the fallback. */
    static @Nullable Object integer(@Nullable Object input, Arguments arguments) {
        Object fallback = arguments.get(0, "default", 0L);
        int base = (int) arguments.integer(1, "base", 10);
        if (input instanceof String text) {
            String plain = text.strip();
            Object value = parse(base == 10 ? plain : withoutPrefix(plain.toLowerCase(Locale.ROOT), base), base);
            return value != null ? value : REAL.matcher(plain).matches() ? whole(parseReal(plain), fallback) : fallback;
        }
        if (Numbers.isInteger(input)) {
            return Numbers.integer(Numbers.big(input));
        }
        return input instanceof Double value ? whole(value, fallback) : fallback;
    }

    private static @Nullable Object parse(String text, int base) {
        try {
            boolean valid = text.matches("[-+]?[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*");
            return valid ? Numbers.integer(new BigInteger(text.replace("_", ""), base)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String withoutPrefix(String text, int base) {
        String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
        return !prefix.isEmpty() && text.startsWith(prefix) ? text.substring(2) : text;
    }

    private static double parseReal(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "+nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text.replace("_", ""));
        };
    }

    private static @Nullable Object whole(double value, @Nullable Object fallback) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? fallback
                : Numbers.integer(new BigDecimal(value).toBigInteger());
    }

    static @Nullable Object real(@Nullable Object input, Arguments arguments) {
        if (input instanceof String text) {
            return REAL.matcher(text.strip()).matches()
                    ? (Object) parseReal(text.strip())
                    : arguments.get(0, "default", 0.0);
        }
        return Numbers.isNumber(input) ? (Object) Numbers.real(input) : arguments.get(0, "default", 0.0);
    }

    private static Object round(@Nullable Object input, Arguments arguments) {
        int precision = (int) arguments.integer(0, "precision", 0);
        String method = arguments.text(1, "method", "common");
        if (method.equals("common")) {
            if (Numbers.isInteger(input)) {
                BigDecimal exact =
                        new BigDecimal(Numbers.big(input)).setScale(Math.min(0, precision), RoundingMode.HALF_EVEN);
                return Numbers.integer(exact.toBigInteger());
            }
            double value = Numbers.real(input);
            return Double.isInfinite(value) || Double.isNaN(value)
                    ? value
                    : new BigDecimal(value)
                            .setScale(precision, RoundingMode.HALF_EVEN)
                            .doubleValue();
        }
        double factor = Math.pow(10, precision);
        double scaled = Numbers.real(input) * factor;
        return switch (method) {
            case "ceil" -> Math.ceil(scaled) / factor + 0.0;
            case "floor" -> Math.floor(scaled) / factor;
            default -> throw new EvaluationException("method must be common, ceil or floor");
        };
    }

    private static double log(double value, double base) {
        if (value <= 0) {
            throw new EvaluationException("math domain error");
        }
        return base == 10 ? Math.log10(value) : base == Math.E ? Math.log(value) : Math.log(value) / Math.log(base);
    }

    private static double root(double value, double base) {
        return base == 2 ? Math.sqrt(value) : Math.pow(value, 1 / base);
    }

    private static String humanReadable(@Nullable Object input, Arguments arguments) {
        double size = Numbers.real(real(input, Arguments.none()));
        boolean bits = arguments.flag(0, "isbits", false);
        Object unit = arguments.get(1, "unit", null);
        int power = 0;
        if (unit == null) {
            while (power < 8 && size >= Math.pow(1024, power + 1)) {
                power++;
            }
        } else {
            power = Math.max(
                    0, UNITS.indexOf(Printing.str(unit).toUpperCase(Locale.ROOT).charAt(0)));
        }
        String name = power == 0 ? (bits ? "bits" : "Bytes") : UNITS.charAt(power) + (bits ? "b" : "B");
        return String.format(Locale.ROOT, "%.2f %s", size / Math.pow(1024, power), name);
    }

    private static Object bytes(@Nullable Object input, Arguments arguments) {
        String text = Printing.str(input);
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches() || matcher.group(1).isEmpty() || matcher.group(1).equals(".")) {
            throw new EvaluationException("human_to_bytes() can't interpret following string: " + text);
        }
        Object fallback = arguments.get(0, "default_unit", null);
        String unit = matcher.group(2) != null ? matcher.group(2) : fallback == null ? "B" : Printing.str(fallback);
        int power = UNITS.indexOf(unit.toUpperCase(Locale.ROOT).charAt(0));
        String last = arguments.flag(1, "isbits", false) ? "b" : "B";
        boolean known = unit.length() == 1
                || (unit.length() == 2 && unit.endsWith(last))
                || unit.equalsIgnoreCase("byte")
                || unit.equalsIgnoreCase("bytes");
        if (power < 0 || !known) {
            throw new EvaluationException("human_to_bytes() can't interpret following string: " + text);
        }
        double size = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
        return Numbers.integer(
                new BigDecimal(size).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
    }

    private static String fileSize(double size, boolean binary) {
        double base = binary ? 1024 : 1000;
        if (size == 1) {
            return "1 Byte";
        }
        if (size < base) {
            return (long) size + " Bytes";
        }
        int power = 1;
        while (power < 8 && size >= Math.pow(base, power + 1)) {
            power++;
        }
        String unit =
                (binary ? UNITS.charAt(power) + "i" : (power == 1 ? "k" : String.valueOf(UNITS.charAt(power)))) + "B";
        return String.format(Locale.ROOT, "%.1f %s", size / Math.pow(base, power), unit);
    }
}
