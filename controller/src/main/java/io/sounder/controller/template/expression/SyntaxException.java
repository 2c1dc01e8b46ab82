package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.EvaluationException;

/** A template that is not valid. */
public final class SyntaxException extends EvaluationException {
    /** An error in a line, counted from 1. */
    @SuppressWarnings("this-escape") // locate is final
    public SyntaxException(String message, int line) {
        super(message);
        locate(line);
    }
}
