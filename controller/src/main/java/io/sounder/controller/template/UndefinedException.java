package io.sounder.controller.template;

/** The use of a variable, attribute or key that does not exist. */
public final class UndefinedException extends TemplateException {
    public UndefinedException(String message) {
        super(message);
    }
}
