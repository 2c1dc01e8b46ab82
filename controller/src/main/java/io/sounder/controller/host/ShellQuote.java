package io.sounder.controller.host;

/** Quoting for POSIX shells. */
public final class ShellQuote {
    private ShellQuote() {}

    /** A word that any shell reads back as this text. */
    public static String word(String text) {
        if (!text.isEmpty() && text.chars().allMatch(ShellQuote::plain)) {
            return text;
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean plain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_@%+=:,./-".indexOf(c) >= 0;
    }
}
