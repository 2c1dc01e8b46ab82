package io.sounder.controller.template.expression;

/** The escapes of string literals: those of Python. */
final class StringEscapes {
    private StringEscapes() {}

    static String decode(String body, int line) {
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder out = new StringBuilder(body.length());
        int i = 0;
        while (i < body.length()) {
            char c = body.charAt(i);
            if (c != '\\' || i + 1 == body.length()) {
                out.append(c);
                i++;
            } else {
                i = escape(body, i + 1, out, line);
            }
        }
        return out.toString();
    }

    /** Decodes the escape whose letter is at the position; returns the position behind it. */
    private static int escape(String body, int at, StringBuilder out, int line) {
        char c = body.charAt(at);
        switch (c) {
            case '\n' -> {
                // a continued line
            }
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"' -> out.append(c);
            case 'x' -> {
                return hexadecimal(body, at, 2, out, line);
            }
            case 'u' -> {
                return hexadecimal(body, at, 4, out, line);
            }
            case 'U' -> {
                return hexadecimal(body, at, 8, out, line);
            }
            default -> {
                if (c >= '0' && c <= '7') {
                    return octal(body, at, out);
                }
                out.append('\\').append(c);
            }
        }
        return at + 1;
    }

    private static int hexadecimal(String body, int at, int digits, StringBuilder out, int line) {
        int end = at + 1 + digits;
        String code = end <= body.length() ? body.substring(at + 1, end) : "";
        if (!code.matches("[0-9a-fA-F]+")) {
            throw new SyntaxException(
                    "the escape '\\" + body.charAt(at) + "' needs " + digits + " hexadecimal digits", line);
        }
        out.appendCodePoint(Integer.parseUnsignedInt(code, 16));
        return end;
    }

    private static int octal(String body, int at, StringBuilder out) {
        int end = at;
        int value = 0;
        while (end < body.length() && end < at + 3 && body.charAt(end) >= '0' && body.charAt(end) <= '7') {
            value = value * 8 + body.charAt(end++) - '0';
        }
        out.appendCodePoint(value);
        return end;
    }
}
