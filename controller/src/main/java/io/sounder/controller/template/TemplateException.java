package io.sounder.controller.template;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import org.jspecify.annotations.Nullable;

/** A template or expression that is not valid or cannot be evaluated; the message names the template and line. */
public class TemplateException extends ControllerException {
    public TemplateException(String message) {
        this(message, null);
    }

    public TemplateException(String message, @Nullable Throwable cause) {
        super(ExitCode.ERROR, message, cause);
    }
}
