package io.sounder.controller.template.query;

import org.jspecify.annotations.Nullable;

/**
 * One token of a query.
 *
 * @param kind the operator itself, or {@code name}, {@code quoted}, {@code literal}, {@code number}, {@code end}
 * @param value the name, literal value or number
 */
record QueryToken(String kind, @Nullable Object value) {
    /** How strongly the token binds what stands left of it; 0 for tokens that end an expression. */
    int power() {
        return switch (kind) {
            case "|" -> 1;
            case "||" -> 2;
            case "&&" -> 3;
            case "==", "!=", "<", "<=", ">", ">=" -> 5;
            case "[]" -> 9;
            case "*" -> 20;
            case "[?" -> 21;
            case "." -> 40;
            case "!" -> 45;
            case "{" -> 50;
            case "[" -> 55;
            case "(" -> 60;
            default -> 0;
        };
    }
}
