package io.sounder.controller.template.expression;

import org.jspecify.annotations.Nullable;

/**
 * One token of an expression or statement.
 *
 * @param text the operator or name; for strings and numbers the characters as written
 * @param value the value of a string or number
 * @param line where it stands in the template, counted from 1
 */
public record Token(Kind kind, String text, @Nullable Object value, int line) {
    /** What a token is. */
    public enum Kind {
        NAME,
        STRING,
        INTEGER,
        REAL,
        OPERATOR,
        END
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    String described() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
