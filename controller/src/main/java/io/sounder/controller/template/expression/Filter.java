package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.Arguments;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code |}. */
@FunctionalInterface
public interface Filter {
    @Nullable
    Object apply(@Nullable Object input, Arguments arguments, Environment environment);
}
