package io.sounder.controller.module;

import io.sounder.controller.host.ShellQuote;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Path arguments in shell text: quoted, but a leading tilde and variables keep their meaning. */
final class Paths {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)})");

    private Paths() {}

    /** A path as one word of the shell; {@code ~}, {@code ~user} and {@code $NAME} are expanded on the host. */
    static String quoted(String path) {
        String tilde = "";
        String rest = path;
        if (path.startsWith("~")) {
            int slash = path.indexOf('/');
            tilde = slash < 0 ? path : path.substring(0, slash);
            rest = slash < 0 ? "" : path.substring(slash);
            if (!tilde.matches("~[A-Za-z0-9_.-]*")) {
                return ShellQuote.word(path);
            }
        }
        if (VARIABLE.matcher(rest).find()) {
            return tilde + expanding(rest);
        }
        return tilde + (rest.isEmpty() ? "" : ShellQuote.word(rest));
    }

    /** Variables are replaced, or stay as they are when not set; everything else is literal. */
    private static String expanding(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        Matcher matcher = VARIABLE.matcher(text);
        int done = 0;
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            quoted.append(escaped(text.substring(done, matcher.start())));
            quoted.append("${")
                    .append(name)
                    .append('-')
                    .append(escaped("$" + name))
                    .append('}');
            done = matcher.end();
        }
        return quoted.append(escaped(text.substring(done))).append('"').toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\\"$`])", "\\\\$1");
    }

    /** A word of a command: variables and a leading tilde are expanded, nothing else is. */
    static String word(String text) {
        return text.isEmpty() ? "''" : quoted(text);
    }

    static String name(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }
}
