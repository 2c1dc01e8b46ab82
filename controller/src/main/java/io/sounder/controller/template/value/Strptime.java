package io.sounder.controller.template.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates and times by the directives of C's {@code strptime} in the C locale. */
public final class Strptime {
    private static final List<String> MONTHS = Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList();

    private Strptime() {}

    /** The moment that the text names; what the pattern leaves open is the beginning of 1900. */
    public static Moment parse(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length()) {
                regex.append(group(pattern.charAt(++i), pattern));
            } else if (Character.isWhitespace(c)) {
                regex.append("\\s+");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        Matcher matcher =
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(text);
        if (!matcher.matches()) {
            throw new EvaluationException("time data '" + text + "' does not match format '" + pattern + "'");
        }
        Map<String, String> fields = new HashMap<>();
        matcher.namedGroups().keySet().forEach(name -> fields.put(name, matcher.group(name)));
        try {
            return new Moment(LocalDateTime.of(date(fields), time(fields)));
        } catch (DateTimeException e) {
            throw new EvaluationException("'" + text + "' is no time: " + e.getMessage(), e);
        }
    }

    private static String group(char directive, String pattern) {
        return switch (directive) {
            case 'Y' -> "(?<Y>\\d{4})";
            case 'y', 'm', 'd', 'H', 'I', 'M', 'S' -> "(?<" + directive + ">\\d{1,2})";
            case 'j' -> "(?<j>\\d{1,3})";
            case 'f' -> "(?<f>\\d{1,6})";
            case 'p' -> "(?<p>[AP]M)";
            case 'b', 'B', 'h' -> "(?<b>[a-z]{3,9})";
            case 'a', 'A' -> "[a-z]{3,9}";
            case 'z' -> "(?:Z|[+-]\\d{2}:?\\d{2})";
            case 'Z' -> "[a-z]*";
            case 'T' -> "(?<H>\\d{1,2}):(?<M>\\d{1,2}):(?<S>\\d{1,2})";
            case '%' -> "%";
            default ->
                throw new EvaluationException("'" + directive + "' is a bad directive in format '" + pattern + "'");
        };
    }

    private static LocalDate date(Map<String, String> fields) {
        int year = number(fields, "Y", 1900);
        if (fields.containsKey("y")) {
            int two = number(fields, "y", 0);
            year = two < 69 ? 2000 + two : 1900 + two;
        }
        if (fields.containsKey("j")) {
            return LocalDate.ofYearDay(year, number(fields, "j", 1));
        }
        int month = fields.containsKey("b") ? month(fields.get("b")) : number(fields, "m", 1);
        return LocalDate.of(year, month, number(fields, "d", 1));
    }

    private static int month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            String full = MONTHS.get(i);
            if (name.equalsIgnoreCase(full) || name.equalsIgnoreCase(full.substring(0, 3))) {
                return i + 1;
            }
        }
        throw new EvaluationException("'" + name + "' is no month");
    }

    private static LocalTime time(Map<String, String> fields) {
        int hour = number(fields, "H", 0);
        if (fields.containsKey("I")) {
            boolean afternoon = "PM".equalsIgnoreCase(fields.get("p"));
            hour = number(fields, "I", 12) % 12 + (afternoon ? 12 : 0);
        }
        String fraction = fields.getOrDefault("f", "0");
        int micros = Integer.parseInt(fraction) * (int) Math.pow(10, 6 - fraction.length());
        return LocalTime.of(hour, number(fields, "M", 0), number(fields, "S", 0), micros * 1000);
    }

    private static int number(Map<String, String> fields, String name, int fallback) {
        String text = fields.get(name);
        return text == null ? fallback : Integer.parseInt(text);
    }
}
