package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.PythonRandom;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Filters that leave something to chance; with a seed they choose what Python would. */
final class RandomFilters {
    private RandomFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "shuffle" -> (in, args, env) -> shuffle(in, args.accept("seed"));
            case "random" -> (in, args, env) -> random(in, args.accept("start", "step", "seed"));
            default -> null;
        };
    }

    private static List<@Nullable Object> shuffle(@Nullable Object input, Arguments arguments) {
        Object seed = arguments.get(0, "seed", null);
        List<@Nullable Object> items = Iteration.of(input);
        if (seed != null) {
            return new PythonRandom(seed).shuffled(items);
        }
        Collections.shuffle(items, ThreadLocalRandom.current());
        return items;
    }

    private static @Nullable Object random(@Nullable Object input, Arguments arguments) {
        Object seed = arguments.get(2, "seed", null);
        if (Numbers.isInteger(input)) {
            long start = whole(arguments.get(0, "start", null), 0);
            long step = whole(arguments.get(1, "step", null), 1);
            long choices = (Numbers.asLong(input) - start + step - Long.signum(step)) / step;
            return start + step * below(seed, choices);
        }
        if (arguments.get(0, "start", null) != null || arguments.get(1, "step", null) != null) {
            throw new EvaluationException("'start' and 'step' are for numbers only");
        }
        List<@Nullable Object> items = Iteration.of(input);
        return items.get((int) below(seed, items.size()));
    }

    private static long whole(@Nullable Object given, long fallback) {
        long number = given == null ? 0 : Numbers.asLong(given);
        return number == 0 ? fallback : number;
    }

    private static long below(@Nullable Object seed, long bound) {
        if (bound <= 0) {
            throw new EvaluationException("there is nothing to choose from");
        }
        return seed == null ? ThreadLocalRandom.current().nextLong(bound) : new PythonRandom(seed).below(bound);
    }
}
