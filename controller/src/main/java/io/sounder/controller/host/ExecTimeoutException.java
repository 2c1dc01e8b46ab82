package io.sounder.controller.host;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import org.jspecify.annotations.Nullable;

/** A script that was killed because it took too long. */
public final class ExecTimeoutException extends ControllerException {
    public ExecTimeoutException(String message) {
        this(message, null);
    }

    public ExecTimeoutException(String message, @Nullable Throwable cause) {
        super(ExitCode.HOSTS_FAILED, message, cause);
    }
}
