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
        Map<String, @Nullable Object> named, @Nullable String free) {}
