package io.sounder.controller.template.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into segments with Jinja2's white space rules: a newline after a statement or comment is dropped,
 * signs inside the marks strip blanks, the last newline of the template is dropped. Used once, by one thread.
 */
public final class TemplateScanner {
    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");

    private final String source;
    private final boolean escapes;
    private final List<Segment> segments = new ArrayList<>();
    private int position;
    private int line = 1;
    private boolean keepsNewline;

    /**
     * A scanner of one template.
     *
     * @param escapes whether backslashes in the strings of outputs begin escapes; in statements they always do
     */
    public TemplateScanner(String source, boolean escapes) {
        String unified =
                source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = unified.endsWith("\n") ? unified.substring(0, unified.length() - 1) : unified;
        this.escapes = escapes;
    }

    public List<Segment> scan() {
        while (position < source.length()) {
            int mark = nextMark();
            if (mark < 0) {
                text(source.substring(position));
                position = source.length();
                break;
            }
            String before = source.substring(position, mark);
            boolean strip = mark + 2 < source.length() && source.charAt(mark + 2) == '-';
            text(before, strip ? before.stripTrailing() : before);
            position = mark;
            marked(source.charAt(mark + 1));
        }
        return List.copyOf(segments);
    }

    private int nextMark() {
        int mark = source.indexOf('{', position);
        while (mark >= 0 && mark + 1 < source.length()) {
            if ("{%#".indexOf(source.charAt(mark + 1)) >= 0) {
                return mark;
            }
            mark = source.indexOf('{', mark + 1);
        }
        return -1;
    }

    private void text(String text) {
        text(text, text);
    }

    private void text(String consumed, String shown) {
        if (!shown.isEmpty()) {
            segments.add(new Segment.Text(shown, line));
        }
        line += newlines(consumed);
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private void marked(char kind) {
        Matcher raw = RAW.matcher(source).region(position, source.length());
        if (kind == '#') {
            comment();
        } else if (kind == '%' && raw.lookingAt()) {
            raw(raw);
        } else {
            int start = line;
            String close = kind == '%' ? "%}" : "}}";
            boolean signed = position + 2 < source.length() && "-+".indexOf(source.charAt(position + 2)) >= 0;
            Lexer lexer = new Lexer(source, position + (signed ? 3 : 2), line, kind == '%' || escapes);
            List<Token> tokens = lexer.upTo(close);
            position = lexer.position();
            line = lexer.line();
            boolean strip = close(2);
            segments.add(kind == '%' ? statement(tokens, start) : output(tokens, start));
            afterClose(strip, kind == '%');
        }
    }

    /** Moves behind a closing mark with its sign; whether the sign strips blanks. */
    private boolean close(int length) {
        char sign = source.charAt(position);
        boolean signed = sign == '-' || sign == '+';
        position += length + (signed ? 1 : 0);
        keepsNewline = sign == '+';
        return sign == '-';
    }

    private void afterClose(boolean strip, boolean block) {
        if (strip) {
            while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
                line += source.charAt(position) == '\n' ? 1 : 0;
                position++;
            }
        } else if (block && !keepsNewline && position < source.length() && source.charAt(position) == '\n') {
            position++;
            line++;
        }
    }

    private static Segment output(List<Token> tokens, int start) {
        TokenStream stream = new TokenStream(tokens);
        Expression expression = new ExpressionParser(stream).expressionOrTuple();
        stream.expectEnd();
        return new Segment.Output(expression, start);
    }

    private static Segment statement(List<Token> tokens, int start) {
        if (tokens.get(0).kind() != Token.Kind.NAME) {
            throw new SyntaxException("expected the name of a statement", start);
        }
        return new Segment.Statement(tokens.get(0).text(), List.copyOf(tokens.subList(1, tokens.size())), start);
    }

    private void comment() {
        int end = source.indexOf("#}", position + 2);
        if (end < 0) {
            throw new SyntaxException("the comment is not closed with '#}'", line);
        }
        line += newlines(source.substring(position, end));
        boolean signed = end > position + 2 && "-+".indexOf(source.charAt(end - 1)) >= 0;
        position = signed ? end - 1 : end;
        afterClose(close(2), true);
    }

    private void raw(Matcher begin) {
        Matcher end = END_RAW.matcher(source);
        if (!end.find(begin.end())) {
            throw new SyntaxException("'endraw' is missing", line);
        }
        line += newlines(source.substring(position, begin.end()));
        String consumed = source.substring(begin.end(), end.start());
        String shown = begin.group(1).equals("-") ? consumed.stripLeading() : consumed;
        text(consumed, end.group(1).equals("-") ? shown.stripTrailing() : shown);
        line += newlines(end.group());
        position = end.end();
        keepsNewline = end.group(2).equals("+");
        afterClose(end.group(2).equals("-"), true);
    }
}
