package io.sounder.controller.template.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Python's regular expressions on Java's engine. */
public final class PythonRegex {
    private static final Pattern NAMED = Pattern.compile("\\(\\?P(<|=)(\\w+)(>|\\))");

    private PythonRegex() {}

    /** The pattern with Python's meaning. */
    public static Pattern compile(String regex, boolean ignoreCase, boolean multiline) {
        int flags = (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (multiline ? Pattern.MULTILINE : 0)
                | Pattern.UNIX_LINES;
        try {
            return Pattern.compile(translate(regex), flags);
        } catch (PatternSyntaxException e) {
            throw new EvaluationException(
                    "the regular expression '" + regex + "' is not valid: " + e.getDescription(), e);
        }
    }

    private static String translate(String regex) {
        Matcher named = NAMED.matcher(regex);
        String plain = named.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1).equals("<")
                        ? "(?<" + javaName(match.group(2)) + ">"
                        : "\\k<" + javaName(match.group(2)) + ">"));
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\' && i + 1 < plain.length()) {
                char next = plain.charAt(++i);
                out.append(next == 'Z' && !inClass ? "\\z" : "\\" + next);
            } else if (c == '[' && !inClass) {
                inClass = true;
                int first = i + 1 < plain.length() && plain.charAt(i + 1) == '^' ? i + 2 : i + 1;
                boolean bracket = first < plain.length() && plain.charAt(first) == ']';
                out.append(plain, i, first).append(bracket ? "\\]" : "");
                i = bracket ? first : first - 1;
            } else if (inClass) {
                inClass = c != ']';
                out.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
            } else {
                out.append(c == '{' && plain.startsWith("{,", i) ? "{0" : String.valueOf(c));
            }
        }
        return out.toString();
    }

    /** Java's names of groups have no underscores. */
    static String javaName(String name) {
        return name.replace("_", "U5F");
    }

    /** The replacement for one match: {@code \1}, {@code \g<1>}, {@code \g<name>}, {@code \n}. */
    public static String expand(String template, Matcher match) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c != '\\' || i + 1 == template.length()) {
                out.append(c);
                i++;
                continue;
            }
            char next = template.charAt(i + 1);
            int close = template.startsWith("g<", i + 1) ? template.indexOf('>', i) : -1;
            if (close > 0) {
                out.append(group(match, template.substring(i + 3, close)));
                i = close + 1;
            } else if (Character.isDigit(next)) {
                int end = i + 2;
                while (end < template.length() && end < i + 3 && Character.isDigit(template.charAt(end))) {
                    end++;
                }
                out.append(group(match, template.substring(i + 1, end)));
                i = end;
            } else {
                out.append(
                        switch (next) {
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            case 'r' -> "\r";
                            case '\\' -> "\\";
                            default -> "\\" + next;
                        });
                i += 2;
            }
        }
        return out.toString();
    }

    /** The text of a group by number or name; nothing when it took no part. */
    public static String group(Matcher match, String name) {
        String text = rawGroup(match, name);
        return text == null ? "" : text;
    }

    /** The text of a group by number or name; null when it took no part. */
    public static @org.jspecify.annotations.Nullable String rawGroup(Matcher match, String name) {
        try {
            return name.matches("[0-9]+") ? match.group(Integer.parseInt(name)) : match.group(javaName(name));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new EvaluationException("the regular expression has no group '" + name + "'", e);
        }
    }
}
