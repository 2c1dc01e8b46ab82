package io.sounder.controller.template.value;

import org.jspecify.annotations.Nullable;

/** A value that is only its attributes, such as {@code loop}. */
public interface Attributed {
    /** The attribute, or {@link Undefined}. */
    @Nullable
    Object attribute(String name);
}
