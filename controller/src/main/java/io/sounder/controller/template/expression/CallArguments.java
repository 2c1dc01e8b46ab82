package io.sounder.controller.template.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments in a call.
 *
 * @param names the names of the keyword arguments
 * @param values the values of the keyword arguments
 * @param rest what follows {@code *}
 * @param namedRest what follows {@code **}
 */
public record CallArguments(
        List<Expression> positional,
        List<String> names,
        List<Expression> values,
        @Nullable Expression rest,
        @Nullable Expression namedRest) {
    static final CallArguments NONE = new CallArguments(List.of(), List.of(), List.of(), null, null);

    static CallArguments of(Expression only) {
        return new CallArguments(List.of(only), List.of(), List.of(), null, null);
    }
}
