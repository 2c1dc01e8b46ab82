package io.sounder.controller.template.value;

import org.jspecify.annotations.Nullable;

/** An expression that cannot be evaluated; the place is added by who knows the template. */
public class EvaluationException extends RuntimeException {
    private int line;

    public EvaluationException(String message) {
        this(message, null);
    }

    public EvaluationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The line of the template, counted from 1; 0 while nobody has said it. */
    public final int line() {
        return line;
    }

    /** Says where it happened, unless that is known already. */
    public final void locate(int where) {
        line = line == 0 ? where : line;
    }

    /** The message; never null for this exception. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
