package io.sounder.agent.base;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of bytes, with the texts that options use ({@code 1MiB}, {@code 64k}) and that reports show ({@code 8.3MB}). */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("([0-9]+)(?:b|([kmgtp])(?:i?b)?)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "kmgtp";

    /** Reads an option value: digits and an optional unit; all units are powers of 1024, in any case. */
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "value '" + text + "' is not a size");
        }
        try {
            long number = Long.parseLong(matcher.group(1));
            String unit = matcher.group(2);
            int power = unit == null ? 0 : UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1;
            return new ByteSize(Math.multiplyExact(number, 1L << (10 * power)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "value '" + text + "' is too large", e);
        }
    }

    /** The short form of reports: one decimal, left out when it is 0. */
    public String display() {
        if (bytes < 1024) {
            return bytes + "B";
        }
        int power = Math.min((63 - Long.numberOfLeadingZeros(bytes)) / 10, UNITS.length());
        long unit = 1L << (10 * power);
        // Rounded to the nearest tenth, as the original does.
        long tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
        long whole = tenths / 10;
        long tenth = tenths % 10;
        String decimal = tenth == 0 ? "" : "." + tenth;
        return whole + decimal + Character.toUpperCase(UNITS.charAt(power - 1)) + "B";
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return display();
    }
}
