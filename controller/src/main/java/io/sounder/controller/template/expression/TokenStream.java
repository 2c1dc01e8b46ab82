package io.sounder.controller.template.expression;

import java.util.List;

/** The tokens of one expression or statement while they are parsed. Used by one thread. */
public final class TokenStream {
    private final List<Token> tokens;
    private int position;

    public TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    public Token current() {
        return tokens.get(position);
    }

    Token following() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    public boolean atEnd() {
        return current().kind() == Token.Kind.END;
    }

    public Token take() {
        Token token = current();
        if (token.kind() != Token.Kind.END) {
            position++;
        }
        return token;
    }

    public boolean atOperator(String operator) {
        return current().isOperator(operator);
    }

    public boolean atName(String name) {
        return current().isName(name);
    }

    /** Takes the operator if it comes next. */
    public boolean skipOperator(String operator) {
        boolean there = atOperator(operator);
        position += there ? 1 : 0;
        return there;
    }

    /** Takes the name if it comes next. */
    public boolean skipName(String name) {
        boolean there = atName(name);
        position += there ? 1 : 0;
        return there;
    }

    public void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("expected '" + operator + "'");
        }
    }

    public void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("expected '" + name + "'");
        }
    }

    /** Takes any name. */
    public String expectName() {
        if (current().kind() != Token.Kind.NAME) {
            throw unexpected("expected a name");
        }
        return take().text();
    }

    public void expectEnd() {
        if (!atEnd()) {
            throw unexpected("expected the end");
        }
    }

    public SyntaxException unexpected(String expectation) {
        return new SyntaxException(
                expectation + ", but found " + current().described(), current().line());
    }
}
