package io.sounder.controller.template.statement;

import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.value.Arguments;
import org.jspecify.annotations.Nullable;

/** What an expression sees inside a template: the template's own variables, then those around it. Used by one thread. */
final class FrameEnvironment implements Environment {
    private final Environment outer;
    private Frame frame = new Frame(null);

    FrameEnvironment(Environment outer) {
        this.outer = outer;
    }

    Frame frame() {
        return frame;
    }

    /** Changes the innermost frame and returns the one before. */
    Frame use(Frame next) {
        Frame before = frame;
        frame = next;
        return before;
    }

    @Override
    public @Nullable Object variable(String name) {
        return frame.has(name) ? frame.get(name) : outer.variable(name);
    }

    @Override
    public Environment global() {
        return outer.global();
    }

    @Override
    public @Nullable Object filter(String name, @Nullable Object input, Arguments arguments) {
        return outer.filter(name, input, arguments);
    }

    @Override
    public boolean test(String name, @Nullable Object input, Arguments arguments) {
        return outer.test(name, input, arguments);
    }
}
