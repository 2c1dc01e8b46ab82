package io.sounder.controller.playbook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a task as written.
 *
 * @param named by name
 * @param free the free-form rest, such as a command line; null if there is none
 */
public record TaskArgs(
        Map<String, @Nullable Object> named, @Nullable String free) {
    /** The name under which a template stands that gives a map of more arguments when it is evaluated. */
    public static final String VARIABLE = "_variable_params";
}
