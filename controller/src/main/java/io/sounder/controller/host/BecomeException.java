package io.sounder.controller.host;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import org.jspecify.annotations.Nullable;

/** Another user that the login user may not become. */
public final class BecomeException extends ControllerException {
    public BecomeException(String message) {
        this(message, null);
    }

    public BecomeException(String message, @Nullable Throwable cause) {
        super(ExitCode.HOSTS_FAILED, message, cause);
    }
}
