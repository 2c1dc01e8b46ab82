package io.sounder.controller.base;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that the controller reports: an exit code, and a message that says what failed on which
 * object. Further lines of the message are hints, each starting with {@code HINT: }.
 */
public class ControllerException extends RuntimeException {
    private final ExitCode exitCode;

    public ControllerException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public ControllerException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** An error in something the user wrote; the place comes first in the message. */
    public static ControllerException at(Location at, String message) {
        return new ControllerException(ExitCode.PARSE, at + ": " + message);
    }

    /** Something that the user names is not there, or is nothing that could be used; the place comes first. */
    public static ControllerException absent(Location at, String message) {
        return new ControllerException(ExitCode.ERROR, at + ": " + message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The message; never null for this exception. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** This error with one more line that says what the user can do. */
    public ControllerException withHint(String hint) {
        return new ControllerException(exitCode, text() + "\nHINT: " + hint, this);
    }
}
