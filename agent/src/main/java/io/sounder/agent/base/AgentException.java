package io.sounder.agent.base;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that the agent reports: a code that becomes the exit code, and a message that says what failed
 * on which object. Further lines of the message are hints, each starting with {@code HINT: }.
 */
public class AgentException extends RuntimeException {
    private final ErrorCode code;

    public AgentException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public AgentException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The message; never null for this exception. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** This error with one more line that says what the user can do. */
    public AgentException withHint(String hint) {
        return new AgentException(code, text() + "\nHINT: " + hint, getCause());
    }
}
