package io.sounder.controller.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be read as a template, whatever it contains: what a command printed, what a node reported,
 * what the user marked with {@code !unsafe}. The templar hands out the plain value within. Equal by that value.
 */
public class Verbatim {
    private final @Nullable Object value;

    public Verbatim(@Nullable Object value) {
        this.value = value;
    }

    /** The plain value. */
    public @Nullable Object value() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Verbatim verbatim && Objects.equals(value(), verbatim.value());
    }

    @Override
    public final int hashCode() {
        return Objects.hashCode(value());
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
