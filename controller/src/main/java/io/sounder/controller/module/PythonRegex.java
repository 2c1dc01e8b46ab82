package io.sounder.controller.module;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as Python writes them, for Java. */
final class PythonRegex {
    private PythonRegex() {}

    static Pattern compile(String regex, int flags) {
        String java = regex.replaceAll("\\(\\?P<([A-Za-z]\\w*)>", "(?<$1>")
                .replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>")
                .replace("\\Z", "\\z");
        try {
            return Pattern.compile(java, flags);
        } catch (PatternSyntaxException e) {
            throw new ModuleException("'" + regex + "' is not a valid regular expression: " + e.getDescription(), e);
        }
    }

    /** A replacement with {@code \1} and {@code \g<name>} as Java's matchers want it. */
    static String replacement(String text) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$') {
                java.append("\\$");
            } else if (c != '\\' || i + 1 == text.length()) {
                java.append(c == '\\' ? "\\\\" : String.valueOf(c));
            } else {
                i = escape(text, i + 1, java);
            }
        }
        return java.toString();
    }

    private static int escape(String text, int at, StringBuilder java) {
        char c = text.charAt(at);
        if (Character.isDigit(c)) {
            java.append('$').append(c);
            return at;
        }
        if (c == 'g' && text.startsWith("g<", at)) {
            int end = text.indexOf('>', at);
            String name = text.substring(at + 2, end);
            java.append(name.matches("\\d+") ? "$" + name : "${" + name + "}");
            return end;
        }
        switch (c) {
            case 'n' -> java.append('\n');
            case 't' -> java.append('\t');
            case 'r' -> java.append('\r');
            default -> java.append("\\\\").append(c == '\\' ? "" : String.valueOf(c));
        }
        return at;
    }
}
