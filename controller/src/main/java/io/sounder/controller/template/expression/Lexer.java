package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tokens of one expression or statement up to its closing mark. Used once, by one thread. */
final class Lexer {
    private static final Set<String> OPERATORS = Set.of(
            "+", "-", "/", "//", "*", "%", "**", "~", "[", "]", "(", ")", "{", "}", "==", "!=", ">", ">=", "<", "<=",
            "=", ".", ":", "|", ",", ";");
    private static final Pattern REAL =
            Pattern.compile("(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
    private static final Pattern INTEGER =
            Pattern.compile("0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");

    private final String source;
    private final boolean escapes;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Character> open = new ArrayDeque<>();
    private int position;
    private int line;

    /**
     * A lexer that starts at a place in the source.
     *
     * @param escapes whether a backslash in a string begins an escape, as in template files; else it stands for itself
     */
    Lexer(String source, int position, int line, boolean escapes) {
        this.source = source;
        this.position = position;
        this.line = line;
        this.escapes = escapes;
    }

    /** Where the lexer stopped: behind the closing mark. */
    int position() {
        return position;
    }

    /** The line where the lexer stopped. */
    int line() {
        return line;
    }

    /** The tokens up to the end of the source. */
    List<Token> toEnd() {
        while (skipBlanks()) {
            next();
        }
        return finish();
    }

    /** The tokens up to a closing mark such as {@code %}}, which may follow a sign for white space control. */
    List<Token> upTo(String close) {
        int start = line;
        while (skipBlanks()) {
            if (open.isEmpty()) {
                int sign = "-+".indexOf(source.charAt(position)) >= 0 ? 1 : 0;
                if (source.startsWith(close, position + sign)) {
                    return finish();
                }
            }
            next();
        }
        throw new SyntaxException("'" + close + "' is missing", start);
    }

    /** The tokens up to the end of the line, which is behind where the lexer stops; within brackets lines go on. */
    List<Token> toLineEnd() {
        while (true) {
            while (position < source.length()
                    && Character.isWhitespace(source.charAt(position))
                    && (source.charAt(position) != '\n' || !open.isEmpty())) {
                line += source.charAt(position) == '\n' ? 1 : 0;
                position++;
            }
            if (position >= source.length()) {
                return finish();
            }
            if (source.charAt(position) == '\n') {
                List<Token> found = finish();
                position++;
                line++;
                return found;
            }
            next();
        }
    }

    private List<Token> finish() {
        if (!open.isEmpty()) {
            throw new SyntaxException("'" + open.peek() + "' is missing", line);
        }
        tokens.add(new Token(Token.Kind.END, "", null, line));
        return tokens;
    }

    private boolean skipBlanks() {
        while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
            line += source.charAt(position) == '\n' ? 1 : 0;
            position++;
        }
        return position < source.length();
    }

    private void next() {
        char c = source.charAt(position);
        if (c == '\'' || c == '"') {
            string(c);
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            int start = position;
            while (position < source.length() && isNamePart(source.charAt(position))) {
                position++;
            }
            add(Token.Kind.NAME, start, null);
        } else {
            operator();
        }
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private void add(Token.Kind kind, int start, @org.jspecify.annotations.Nullable Object value) {
        tokens.add(new Token(kind, source.substring(start, position), value, line));
    }

    private void number() {
        int start = position;
        Matcher real = REAL.matcher(source).region(position, source.length());
        boolean afterDot = position > 0 && source.charAt(position - 1) == '.';
        if (!afterDot && real.lookingAt()) {
            position = real.end();
            add(
                    Token.Kind.REAL,
                    start,
                    Double.valueOf(source.substring(start, position).replace("_", "")));
            return;
        }
        Matcher integer = INTEGER.matcher(source).region(position, source.length());
        if (!integer.lookingAt()) {
            throw new SyntaxException("unexpected character '" + source.charAt(position) + "'", line);
        }
        position = integer.end();
        add(Token.Kind.INTEGER, start, integer(source.substring(start, position).replace("_", "")));
    }

    private static Object integer(String text) {
        String prefix = text.length() > 2 ? text.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        return Numbers.integer(
                switch (prefix) {
                    case "0x" -> new BigInteger(text.substring(2), 16);
                    case "0o" -> new BigInteger(text.substring(2), 8);
                    case "0b" -> new BigInteger(text.substring(2), 2);
                    default -> new BigInteger(text);
                });
    }

    private void operator() {
        int length =
                position + 2 <= source.length() && OPERATORS.contains(source.substring(position, position + 2)) ? 2 : 1;
        String operator = source.substring(position, position + length);
        if (!OPERATORS.contains(operator)) {
            throw new SyntaxException("unexpected character '" + operator + "'", line);
        }
        switch (operator) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (open.isEmpty() || open.pop() != operator.charAt(0)) {
                    throw new SyntaxException("unexpected '" + operator + "'", line);
                }
            }
            default -> {
                // no bracket
            }
        }
        int start = position;
        position += length;
        add(Token.Kind.OPERATOR, start, null);
    }

    private void string(char quote) {
        int start = position;
        int startLine = line;
        position++;
        while (position < source.length() && source.charAt(position) != quote) {
            position += source.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= source.length()) {
            throw new SyntaxException("a string is not closed", startLine);
        }
        String body = source.substring(start + 1, position);
        position++;
        String value =
                escapes ? StringEscapes.decode(body, startLine) : body.replace("\\" + quote, String.valueOf(quote));
        add(Token.Kind.STRING, start, value);
        line += (int) body.chars().filter(c -> c == '\n').count();
    }
}
