package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Undefined;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests of what a task registered. */
final class ResultTests {
    private ResultTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "failed", "failure" -> (in, args, env) -> flag(in, name, "failed");
            case "succeeded", "success", "successful" -> (in, args, env) -> !flag(in, name, "failed");
            case "unreachable" -> (in, args, env) -> flag(in, name, "unreachable");
            case "reachable" -> (in, args, env) -> !flag(in, name, "unreachable");
            case "skipped", "skip" -> (in, args, env) -> flag(in, name, "skipped");
            case "changed", "change" -> (in, args, env) -> changed(result(in, name));
            case "started", "finished" ->
                (in, args, env) -> !result(in, name).containsKey(name) || flag(in, name, name);
            default -> null;
        };
    }

    private static Map<?, ?> result(@Nullable Object input, String test) {
        if (Undefined.require(input) instanceof Map<?, ?> map) {
            return map;
        }
        throw new EvaluationException("the '" + test + "' test expects a dictionary");
    }

    private static boolean flag(@Nullable Object input, String test, String key) {
        Object value = result(input, test).get(key);
        return value != null && Truth.of(value);
    }

    private static boolean changed(Map<?, ?> result) {
        if (result.containsKey("changed")) {
            return Truth.of(result.get("changed"));
        }
        return result.get("results") instanceof List<?> items
                && items.stream().anyMatch(item -> item instanceof Map<?, ?> map && changed(map));
    }
}
