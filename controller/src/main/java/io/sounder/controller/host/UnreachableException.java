package io.sounder.controller.host;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import org.jspecify.annotations.Nullable;

/** A host that cannot be reached, refuses the login, or is not the host it was. */
public final class UnreachableException extends ControllerException {
    public UnreachableException(String message) {
        this(message, null);
    }

    public UnreachableException(String message, @Nullable Throwable cause) {
        super(ExitCode.HOSTS_UNREACHABLE, message, cause);
    }
}
