package io.sounder.controller.template.value;

/** The use of an undefined value. */
public final class UndefinedUseException extends EvaluationException {
    public UndefinedUseException(String message) {
        super(message);
    }
}
