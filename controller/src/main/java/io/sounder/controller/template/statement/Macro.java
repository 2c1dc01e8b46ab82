package io.sounder.controller.template.statement;

import io.sounder.controller.template.expression.Evaluator;
import io.sounder.controller.template.expression.Expression;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Attributed;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A macro, or the body of a {@code call} block. Used by one thread.
 *
 * @param name as it is called; null for a call block
 * @param used the names in its body: what it does not use of {@code varargs}, {@code kwargs} and {@code caller}, it does
 *     not take
 * @param defined the variables around its definition
 * @param body makes the result while the innermost frame is that of the call
 */
record Macro(
        @Nullable String name,
        Statement.Signature signature,
        Set<String> used,
        Frame defined,
        FrameEnvironment environment,
        Supplier<@Nullable Object> body)
        implements Callable, Attributed {
    @Override
    public @Nullable Object call(Arguments arguments) {
        Frame frame = new Frame(defined);
        Frame before = environment.use(frame);
        try {
            bind(arguments, frame);
            return body.get();
        } finally {
            environment.use(before);
        }
    }

    @Override
    public @Nullable Object attribute(String wanted) {
        return switch (wanted) {
            case "name" -> name;
            case "arguments" -> new Tuple(signature.names());
            case "catch_varargs" -> used.contains("varargs");
            case "catch_kwargs" -> used.contains("kwargs");
            case "caller" -> used.contains("caller");
            default -> Undefined.element(this, wanted);
        };
    }

    private void bind(Arguments arguments, Frame frame) {
        List<String> names = signature.names();
        for (int i = 0; i < names.size(); i++) {
            String parameter = names.get(i);
            frame.set(parameter, arguments.has(i, parameter) ? arguments.get(i, parameter, null) : missing(i));
        }
        rest(arguments, frame);
    }

    private @Nullable Object missing(int index) {
        Expression fallback = signature.defaults().get(index);
        String parameter = signature.names().get(index);
        return fallback == null
                ? new Undefined("parameter '" + parameter + "' was not provided", parameter)
                : new Evaluator(environment).evaluate(fallback);
    }

    private void rest(Arguments arguments, Frame frame) {
        int size = signature.names().size();
        if (arguments.size() > size && !used.contains("varargs")) {
            throw new EvaluationException("the macro " + quoted() + "takes not more than " + size
                    + " argument(s), but got " + arguments.size());
        }
        frame.set(
                "varargs",
                new Tuple(arguments.skip(Math.min(size, arguments.size())).positional()));
        Map<String, @Nullable Object> named = new LinkedHashMap<>(arguments.named());
        named.keySet().removeAll(signature.names());
        Object caller = named.remove("caller");
        frame.set("caller", caller == null ? new Undefined("no caller is defined", "caller") : caller);
        if (!named.isEmpty() && !used.contains("kwargs")) {
            throw new EvaluationException("the macro " + quoted() + "takes no keyword argument '"
                    + named.keySet().iterator().next() + "'");
        }
        if (caller != null && !used.contains("caller")) {
            throw new EvaluationException("the macro " + quoted() + "does not use its caller");
        }
        frame.set("kwargs", named);
    }

    private String quoted() {
        return name == null ? "" : "'" + name + "' ";
    }
}
