package io.sounder.agent.base;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position in the write-ahead log: an unsigned 64-bit byte address, printed as PostgreSQL does ({@code 0/A00028}). */
public record Lsn(long value) implements Comparable<Lsn> {
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /** Reads the form {@code high/low} of two hexadecimal numbers. */
    public static Lsn parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new AgentException(ErrorCode.FORMAT, "unable to parse lsn '" + text + "'");
        }
        long high = Long.parseLong(matcher.group(1), 16);
        return new Lsn((high << 32) | Long.parseLong(matcher.group(2), 16));
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return (Long.toHexString(value >>> 32) + "/" + Long.toHexString(value & 0xFFFFFFFFL)).toUpperCase(Locale.ROOT);
    }
}
