package io.sounder.controller.template.value;

import org.jspecify.annotations.Nullable;

/** A value that a template can call: a method, a macro, a global function. */
@FunctionalInterface
public interface Callable {
    @Nullable
    Object call(Arguments arguments);
}
