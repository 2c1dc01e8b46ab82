package io.sounder.agent.config;

import java.util.Locale;

/** What the text of an option may be. */
enum ValueType {
    BOOLEAN,
    INTEGER,
    SIZE,
    TIME,
    PATH,
    STRING,
    STRING_ID,
    LIST,
    HASH;

    /** The bytes of a size such as {@code 16KiB}; -1 when it is none. All units are powers of 1024. */
    static long bytes(String text) {
        int digits = digits(text);
        if (digits == 0 || digits > 18) {
            return -1;
        }
        int shift = switch (text.substring(digits).toLowerCase(Locale.ROOT)) {
            case "", "b" -> 0;
            case "k", "kb", "kib" -> 10;
            case "m", "mb", "mib" -> 20;
            case "g", "gb", "gib" -> 30;
            case "t", "tb", "tib" -> 40;
            case "p", "pb", "pib" -> 50;
            default -> -1;
        };
        long number = Long.parseLong(text.substring(0, digits));
        return shift < 0 || number > Long.MAX_VALUE >> shift ? -1 : number << shift;
    }

    /** The milliseconds of a time such as {@code 15m}; a bare number is seconds; -1 when it is none. */
    static long milliseconds(String text) {
        int digits = digits(text);
        if (digits == 0 || digits > 15) {
            return -1;
        }
        long unit = switch (text.substring(digits).toLowerCase(Locale.ROOT)) {
            case "ms" -> 1;
            case "", "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            case "w" -> 604_800_000;
            default -> -1;
        };
        long number = Long.parseLong(text.substring(0, digits));
        return unit < 0 || number > Long.MAX_VALUE / unit ? -1 : number * unit;
    }

    private static int digits(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
