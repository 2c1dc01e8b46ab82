package io.sounder.controller.template.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cuts a template into segments with Jinja2's white space rules: a newline after a statement or comment is dropped,
 * signs inside the marks strip blanks, the last newline of the template is dropped. Used once, by one thread.
 */
public final class TemplateScanner {
    private final String source;
    private final boolean escapes;
    private final Syntax syntax;
    private final MarkFinder marks;
    private final Pattern raw;
    private final Pattern endRaw;
    private final List<Segment> segments = new ArrayList<>();
    private int position;
    private int line;
    private boolean keepsNewline;

    /**
     * A scanner of one template.
     *
     * @param escapes whether backslashes in the strings of outputs begin escapes; in statements they always do
     */
    public TemplateScanner(String source, boolean escapes, Syntax syntax) {
        String unified =
                source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = unified.endsWith("\n") ? unified.substring(0, unified.length() - 1) : unified;
        this.escapes = escapes;
        this.syntax = syntax;
        this.marks = new MarkFinder(this.source, syntax);
        this.line = syntax.firstLine();
        String start = Pattern.quote(syntax.blockStart());
        String end = Pattern.quote(syntax.blockEnd());
        this.raw = Pattern.compile(start + "[-+]?\\s*raw\\s*(-?)" + end);
        this.endRaw = Pattern.compile(start + "([-+]?)\\s*endraw\\s*([-+]?)" + end);
    }

    public List<Segment> scan() {
        while (position < source.length()) {
            MarkFinder.Mark mark = marks.from(position);
            if (mark == null) {
                text(source.substring(position));
                position = source.length();
                break;
            }
            String before = source.substring(position, mark.start());
            text(before, stripped(before, mark));
            line += newlines(source.substring(mark.start(), mark.textStart()));
            position = mark.textStart();
            marked(mark);
        }
        return List.copyOf(segments);
    }

    private char sign(MarkFinder.Mark mark) {
        return mark.end() < source.length() ? source.charAt(mark.end()) : ' ';
    }

    private String stripped(String before, MarkFinder.Mark mark) {
        boolean block = mark.kind() == MarkFinder.Kind.STATEMENT || mark.kind() == MarkFinder.Kind.COMMENT;
        if ((block || mark.kind() == MarkFinder.Kind.OUTPUT) && sign(mark) == '-') {
            return before.stripTrailing();
        }
        int start = before.lastIndexOf('\n') + 1;
        boolean atLineStart = start > 0 || position == 0 || source.charAt(position - 1) == '\n';
        boolean alone = syntax.strip() && block && sign(mark) != '+' && atLineStart;
        return alone && before.substring(start).isBlank() ? before.substring(0, start) : before;
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

    private void marked(MarkFinder.Mark mark) {
        Matcher begin = raw.matcher(source).region(position, source.length());
        switch (mark.kind()) {
            case COMMENT -> comment();
            case LINE_COMMENT -> {
                int end = source.indexOf('\n', position);
                position = end < 0 ? source.length() : end;
            }
            case LINE_STATEMENT -> lineStatement(mark.end());
            case STATEMENT -> {
                if (begin.lookingAt()) {
                    raw(begin);
                } else {
                    int start = line;
                    segments.add(statement(tokens(mark, syntax.blockEnd(), true), start));
                }
            }
            case OUTPUT -> {
                int start = line;
                segments.add(output(tokens(mark, syntax.variableEnd(), false), start));
            }
        }
    }

    private List<Token> tokens(MarkFinder.Mark mark, String close, boolean block) {
        boolean signed = "-+".indexOf(sign(mark)) >= 0;
        Lexer lexer = new Lexer(source, mark.end() + (signed ? 1 : 0), line, block || escapes);
        List<Token> tokens = lexer.upTo(close);
        position = lexer.position();
        line = lexer.line();
        afterClose(close(close.length()), block);
        return tokens;
    }

    private void lineStatement(int start) {
        Lexer lexer = new Lexer(source, start, line, true);
        List<Token> tokens = new ArrayList<>(lexer.toLineEnd());
        if (tokens.size() > 1 && tokens.get(tokens.size() - 2).text().equals(":")) {
            tokens.remove(tokens.size() - 2);
        }
        segments.add(statement(tokens, line));
        position = lexer.position();
        line = lexer.line();
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
        } else if (block
                && syntax.trim()
                && !keepsNewline
                && position < source.length()
                && source.charAt(position) == '\n') {
            position++;
            line++;
        }
    }

    private static Segment output(List<Token> tokens, int start) {
        TokenStream stream = new TokenStream(tokens);
        Expression expression = new ExpressionParser(stream).expressionOrTuple();
        stream.expectEnd();
        Set<String> names = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.NAME)
                .map(Token::text)
                .collect(Collectors.toUnmodifiableSet());
        return new Segment.Output(expression, names, start);
    }

    private static Segment statement(List<Token> tokens, int start) {
        if (tokens.get(0).kind() != Token.Kind.NAME) {
            throw new SyntaxException("expected the name of a statement", start);
        }
        return new Segment.Statement(tokens.get(0).text(), List.copyOf(tokens.subList(1, tokens.size())), start);
    }

    private void comment() {
        int end = source.indexOf(
                syntax.commentEnd(), position + syntax.commentStart().length());
        if (end < 0) {
            throw new SyntaxException("the comment is not closed with '" + syntax.commentEnd() + "'", line);
        }
        line += newlines(source.substring(position, end));
        boolean signed = end > position + syntax.commentStart().length() && "-+".indexOf(source.charAt(end - 1)) >= 0;
        position = signed ? end - 1 : end;
        afterClose(close(syntax.commentEnd().length()), true);
    }

    private void raw(Matcher begin) {
        Matcher end = endRaw.matcher(source);
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
