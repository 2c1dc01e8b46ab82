package io.sounder.controller.host;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;

/** A script that was ended because its input could not be read on this side. */
public final class ExecInputException extends ControllerException {
    public ExecInputException(String message, Throwable cause) {
        super(ExitCode.HOSTS_FAILED, message, cause);
    }
}
