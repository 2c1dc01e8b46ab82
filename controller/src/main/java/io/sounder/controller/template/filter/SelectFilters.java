package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that apply a filter or a test to each item. */
final class SelectFilters {
    private SelectFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "map" -> SelectFilters::map;
            case "select" -> (in, args, env) -> keep(in, test(args, env));
            case "reject" -> (in, args, env) -> keep(in, test(args, env).negate());
            case "selectattr" -> (in, args, env) -> keep(in, attributeTest(args, env));
            case "rejectattr" ->
                (in, args, env) -> keep(in, attributeTest(args, env).negate());
            default -> null;
        };
    }

    private static List<@Nullable Object> map(@Nullable Object input, Arguments arguments, Environment environment) {
        List<@Nullable Object> results = new ArrayList<>();
        if (arguments.size() == 0) {
            AttributePath path = new AttributePath(arguments.required(0, "attribute"));
            boolean hasDefault = arguments.named().containsKey("default");
            for (Object item : Iteration.of(input)) {
                Object value = path.of(item);
                results.add(
                        hasDefault && value instanceof Undefined
                                ? arguments.named().get("default")
                                : value);
            }
            return results;
        }
        String filter = arguments.text(0, "filter");
        for (Object item : Iteration.of(input)) {
            results.add(environment.filter(filter, item, arguments.skip(1)));
        }
        return results;
    }

    private static List<@Nullable Object> keep(@Nullable Object input, Predicate<@Nullable Object> condition) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : Iteration.of(input)) {
            if (condition.test(item)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static Predicate<@Nullable Object> test(Arguments arguments, Environment environment) {
        if (arguments.size() == 0) {
            return Truth::of;
        }
        String test = arguments.text(0, "test");
        return item -> environment.test(test, item, arguments.skip(1));
    }

    private static Predicate<@Nullable Object> attributeTest(Arguments arguments, Environment environment) {
        if (arguments.size() == 0) {
            throw new EvaluationException("the name of an attribute is missing");
        }
        AttributePath path = new AttributePath(arguments.positional().get(0));
        Predicate<@Nullable Object> test = test(arguments.skip(1), environment);
        return item -> test.test(path.of(item));
    }
}
