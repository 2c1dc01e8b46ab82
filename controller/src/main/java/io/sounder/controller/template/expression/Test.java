package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.Arguments;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code is}. */
@FunctionalInterface
public interface Test {
    boolean holds(@Nullable Object input, Arguments arguments, Environment environment);
}
