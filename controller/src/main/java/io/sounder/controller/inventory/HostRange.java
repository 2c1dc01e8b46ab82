package io.sounder.controller.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host names written as ranges: {@code web[01:10].example.com}, {@code db-[a:c]}, {@code n[0:8:2]}. */
final class HostRange {
    private static final Pattern RANGE = Pattern.compile("\\[([0-9]*|[A-Za-z]):([0-9]+|[A-Za-z])(?::([0-9]+))?\\]");
    private static final Pattern PORT = Pattern.compile("^((?:[^:\\[\\]]|\\[[^\\]]*\\])+):([0-9]{1,5})$");
    private static final Pattern PORT_IPV6 = Pattern.compile("^\\[([0-9a-fA-F:.]+)\\]:([0-9]{1,5})$");

    private HostRange() {}

    /** The names that the text stands for; the text itself when it has no range. */
    static List<String> expand(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.find()) {
            return List.of(text);
        }
        String head = text.substring(0, matcher.start());
        List<String> tails = expand(text.substring(matcher.end()));
        int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        List<String> names = new ArrayList<>();
        for (String middle : values(text, matcher.group(1), matcher.group(2), step)) {
            for (String tail : tails) {
                names.add(head + middle + tail);
            }
        }
        return names;
    }

    private static List<String> values(String text, String first, String last, int step) {
        boolean letters = !first.isEmpty() && Character.isLetter(first.charAt(0));
        if (step < 1 || letters != Character.isLetter(last.charAt(0))) {
            throw new IllegalArgumentException("the host range in '" + text + "' is not valid");
        }
        List<String> values = new ArrayList<>();
        if (letters) {
            for (char c = first.charAt(0); c <= last.charAt(0); c += (char) step) {
                values.add(String.valueOf(c));
            }
        } else {
            int width = first.startsWith("0") && first.length() > 1 ? first.length() : 0;
            long end = Long.parseLong(last);
            for (long n = first.isEmpty() ? 0 : Long.parseLong(first); n <= end; n += step) {
                String digits = Long.toString(n);
                values.add("0".repeat(Math.max(0, width - digits.length())) + digits);
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the host range in '" + text + "' begins after its end");
        }
        return values;
    }

    /** The name without a port at its end. */
    static String withoutPort(String text) {
        Matcher six = PORT_IPV6.matcher(text);
        if (six.matches()) {
            return six.group(1);
        }
        Matcher matcher = PORT.matcher(text);
        return matcher.matches() ? matcher.group(1) : text;
    }

    /** The port at the end of the name, or 0. */
    static long port(String text) {
        Matcher six = PORT_IPV6.matcher(text);
        Matcher matcher = six.matches() ? six : PORT.matcher(text);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
    }
}
