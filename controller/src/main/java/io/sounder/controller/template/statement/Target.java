package io.sounder.controller.template.statement;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.PythonType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is assigned to. */
sealed interface Target {
    /** {@code x}. */
    record Name(String name) implements Target {}

    /** {@code a, b}. */
    record Names(List<Target> targets) implements Target {}

    /** {@code ns.x}. */
    record Member(String namespace, String name) implements Target {}

    default void assign(@Nullable Object value, Frame frame) {
        switch (this) {
            case Name target -> frame.set(target.name, value);
            case Member target -> {
                if (!(frame.has(target.namespace) && frame.get(target.namespace) instanceof Namespace namespace)) {
                    throw new EvaluationException("'" + target.namespace + "' is no namespace");
                }
                namespace.set(target.name, value);
            }
            case Names names -> unpack(names.targets, value, frame);
        }
    }

    private static void unpack(List<Target> targets, @Nullable Object value, Frame frame) {
        if (!Iteration.isIterable(value)) {
            throw new EvaluationException("cannot unpack non-iterable " + PythonType.of(value) + " object");
        }
        List<@Nullable Object> values = Iteration.of(value);
        if (values.size() != targets.size()) {
            String problem = values.size() < targets.size() ? "not enough" : "too many";
            throw new EvaluationException(problem + " values to unpack (expected " + targets.size() + ")");
        }
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).assign(values.get(i), frame);
        }
    }
}
