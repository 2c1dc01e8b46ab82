package io.sounder.controller.template.statement;

import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Attributed;
import io.sounder.controller.template.value.Callable;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} of a {@code recursive} loop: it can be called with the next level's items. */
record RecursiveLoop(Loop loop) implements Attributed, Callable {
    @Override
    public @Nullable Object attribute(String name) {
        return loop.attribute(name);
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        return loop.again(arguments);
    }
}
