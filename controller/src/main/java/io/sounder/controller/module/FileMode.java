package io.sounder.controller.module;

/**
 * A {@code mode} argument: octal or symbolic.
 *
 * @param text as {@code chmod} understands it
 */
record FileMode(String text) {
    static FileMode of(Object value) {
        if (value instanceof Number number) {
            return new FileMode(Long.toOctalString(number.longValue()));
        }
        String text = String.valueOf(value).strip();
        if (text.matches("(0o)?[0-7]+")) {
            return new FileMode(text.startsWith("0o") ? text.substring(2) : text);
        }
        if (!text.matches("([ugoa]*([-+=]([rwxXst]*|[ugo]))+)(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*")) {
            throw new ModuleException("bad symbolic permission for mode: " + text);
        }
        return new FileMode(text);
    }

    /** The permission bits that something with the current ones gets. */
    int apply(int current, boolean folder) {
        if (text.matches("[0-7]+")) {
            return Integer.parseInt(text, 8);
        }
        int mode = current;
        for (String clause : text.split(",", -1)) {
            mode = clause(clause, mode, folder);
        }
        return mode;
    }

    private static int clause(String clause, int current, boolean folder) {
        int at = 0;
        while (at < clause.length() && "ugoa".indexOf(clause.charAt(at)) >= 0) {
            at++;
        }
        String who = at == 0 || clause.substring(0, at).contains("a") ? "ugo" : clause.substring(0, at);
        int mode = current;
        while (at < clause.length()) {
            char action = clause.charAt(at++);
            int start = at;
            while (at < clause.length() && "+-=".indexOf(clause.charAt(at)) < 0) {
                at++;
            }
            mode = change(who, action, clause.substring(start, at), mode, folder);
        }
        return mode;
    }

    private static int change(String who, char action, String rights, int current, boolean folder) {
        int mode = current;
        for (int at = 0; at < who.length(); at++) {
            char one = who.charAt(at);
            int shift = "ogu".indexOf(one) * 3;
            int bits = bits(one, rights, current, folder);
            int all = (7 << shift) | (one == 'u' ? 04000 : one == 'g' ? 02000 : 01000);
            // GNU chmod keeps the set-id bits of folders unless they are named.
            int cleared = folder && one != 'o' ? 7 << shift : all;
            mode = switch (action) {
                case '+' -> mode | bits;
                case '-' -> mode & ~bits;
                default -> (mode & ~cleared) | bits;
            };
        }
        return mode;
    }

    private static int bits(char one, String rights, int current, boolean folder) {
        int shift = "ogu".indexOf(one) * 3;
        int bits = 0;
        for (int at = 0; at < rights.length(); at++) {
            char right = rights.charAt(at);
            bits |= switch (right) {
                case 'r' -> 4 << shift;
                case 'w' -> 2 << shift;
                case 'x' -> 1 << shift;
                case 'X' -> folder || (current & 0111) != 0 ? 1 << shift : 0;
                case 's' -> one == 'u' ? 04000 : one == 'g' ? 02000 : 0;
                case 't' -> one == 'o' ? 01000 : 0;
                default -> ((current >> ("ogu".indexOf(right) * 3)) & 7) << shift;
            };
        }
        return bits;
    }
}
