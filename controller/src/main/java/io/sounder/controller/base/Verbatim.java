package io.sounder.controller.base;

import org.jspecify.annotations.Nullable;

/**
 * A value that must never be read as a template, whatever it contains: what a command printed, what a node reported,
 * what the user marked with {@code !unsafe}. The templar hands out the plain value within.
 */
public record Verbatim(@Nullable Object value) {}
