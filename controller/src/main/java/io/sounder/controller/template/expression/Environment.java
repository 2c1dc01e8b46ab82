package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.Arguments;
import org.jspecify.annotations.Nullable;

/** What an expression sees: variables, filters and tests. */
public interface Environment {
    /** The value of a variable, or {@link io.sounder.controller.template.value.Undefined}. */
    @Nullable
    Object variable(String name);

    /** The same with nothing but global functions: what a template sees that is imported without context. */
    Environment global();

    /** The input passed through a filter. */
    @Nullable
    Object filter(String name, @Nullable Object input, Arguments arguments);

    /** Whether a test holds. */
    boolean test(String name, @Nullable Object input, Arguments arguments);
}
