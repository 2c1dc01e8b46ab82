package io.sounder.controller.template.value;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Dates and times as text by the directives of C's {@code strftime} in the C locale. */
public final class Strftime {
    private Strftime() {}

    public static String format(String pattern, ZonedDateTime time) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                out.append(c);
                continue;
            }
            char directive = pattern.charAt(++i);
            boolean unpadded = directive == '-' && i + 1 < pattern.length();
            String text = directive(unpadded ? pattern.charAt(++i) : directive, time);
            out.append(unpadded ? text.replaceFirst("^[0 ]+(?=.)", "") : text);
        }
        return out.toString();
    }

    private static String directive(char directive, ZonedDateTime time) {
        return switch (directive) {
            case 'Y' -> String.valueOf(time.getYear());
            case 'm' -> two(time.getMonthValue());
            case 'd' -> two(time.getDayOfMonth());
            case 'e' -> blank(time.getDayOfMonth());
            case 'H' -> two(time.getHour());
            case 'k' -> blank(time.getHour());
            case 'I' -> two((time.getHour() + 11) % 12 + 1);
            case 'l' -> blank((time.getHour() + 11) % 12 + 1);
            case 'M' -> two(time.getMinute());
            case 'S' -> two(time.getSecond());
            case 'f' -> String.format("%06d", time.getNano() / 1000);
            case 's' -> String.valueOf(time.toEpochSecond());
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'y' -> two(time.getYear() % 100);
            case 'C' -> two(time.getYear() / 100);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> calendar(directive, time);
        };
    }

    private static String calendar(char directive, ZonedDateTime time) {
        int day = time.getDayOfYear() - 1;
        return switch (directive) {
            case 'j' -> String.format("%03d", day + 1);
            case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'U' -> two((day + 7 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((day + 7 - (time.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> two(time.get(IsoFields.WEEK_BASED_YEAR) % 100);
            default -> composed(directive, time);
        };
    }

    private static String composed(char directive, ZonedDateTime time) {
        return switch (directive) {
            case 'T', 'X' -> format("%H:%M:%S", time);
            case 'R' -> format("%H:%M", time);
            case 'r' -> format("%I:%M:%S %p", time);
            case 'F' -> format("%Y-%m-%d", time);
            case 'D', 'x' -> format("%m/%d/%y", time);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
            case 'z' -> DateTimeFormatter.ofPattern("xx", Locale.ENGLISH).format(time);
            case 'Z' -> zone(time);
            default -> "%" + directive;
        };
    }

    private static String zone(ZonedDateTime time) {
        String name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
        return name.equals("Z") ? "UTC" : name;
    }

    private static String two(int number) {
        return String.format("%02d", number);
    }

    private static String blank(int number) {
        return String.format("%2d", number);
    }
}
