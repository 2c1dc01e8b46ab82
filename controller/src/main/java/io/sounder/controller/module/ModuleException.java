package io.sounder.controller.module;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;

/** A task that failed on a host; the message becomes the result's {@code msg}. */
public final class ModuleException extends ControllerException {
    public ModuleException(String message) {
        super(ExitCode.HOSTS_FAILED, message);
    }

    public ModuleException(String message, Throwable cause) {
        super(ExitCode.HOSTS_FAILED, message, cause);
    }
}
