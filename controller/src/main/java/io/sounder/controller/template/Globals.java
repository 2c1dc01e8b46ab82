package io.sounder.controller.template;

import io.sounder.controller.template.lookup.LookupContext;
import io.sounder.controller.template.lookup.Lookups;
import io.sounder.controller.template.statement.Namespace;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.Cycler;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Strftime;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Undefined;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that every template knows. */
final class Globals {
    private static final long LONGEST_RANGE = 10_000_000;

    private Globals() {}

    /** The global of that name; null when there is none. */
    static @Nullable Object find(String name, LookupContext context) {
        return switch (name) {
            case "omit" -> Templar.OMIT;
            case "range" -> (Callable) Globals::range;
            case "dict" -> (Callable) Globals::dict;
            case "namespace" -> (Callable) Namespace::new;
            case "lookup" -> (Callable) arguments -> lookup(arguments, context, false);
            case "query", "q" -> (Callable) arguments -> lookup(arguments, context, true);
            case "now" -> (Callable) Globals::now;
            case "undef" ->
                (Callable) arguments ->
                        new Undefined(arguments.text(0, "hint", "Mandatory variable has not been overridden"), null);
            case "cycler" -> (Callable) Cycler::new;
            case "joiner" -> (Callable) Globals::joiner;
            default -> null;
        };
    }

    private static List<@Nullable Object> range(Arguments arguments) {
        boolean one = arguments.size() == 1;
        long start = one ? 0 : arguments.integer(0, "start", 0);
        long stop = arguments.integer(one ? 0 : 1, "stop", 0);
        long step = arguments.integer(2, "step", 1);
        if (step == 0) {
            throw new EvaluationException("range() arg 3 must not be zero");
        }
        if (Math.abs(stop - start) / Math.abs(step) > LONGEST_RANGE) {
            throw new EvaluationException("the range is longer than " + LONGEST_RANGE);
        }
        List<@Nullable Object> numbers = new ArrayList<>();
        for (long n = start; step > 0 ? n < stop : n > stop; n += step) {
            numbers.add(n);
        }
        return numbers;
    }

    private static Map<@Nullable Object, @Nullable Object> dict(Arguments arguments) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        if (arguments.size() > 0) {
            Object given = Undefined.require(arguments.positional().get(0));
            if (given instanceof Map<?, ?> other) {
                map.putAll(other);
            } else {
                Iteration.of(given).forEach(pair -> map.put(Access.item(pair, 0L), Access.item(pair, 1L)));
            }
        }
        map.putAll(arguments.named());
        return map;
    }

    private static Object now(Arguments arguments) {
        boolean utc = arguments.flag(0, "utc", false);
        Object pattern = arguments.get(1, "fmt", null);
        ZonedDateTime time = ZonedDateTime.now(utc ? ZoneOffset.UTC : ZoneId.systemDefault());
        return Strftime.format(pattern == null ? "%Y-%m-%d %H:%M:%S.%f" : Printing.str(pattern), time);
    }

    private static Callable joiner(Arguments arguments) {
        String separator = arguments.text(0, "sep", ", ");
        boolean[] used = new boolean[1];
        return ignored -> {
            String text = used[0] ? separator : "";
            used[0] = true;
            return text;
        };
    }

    private static @Nullable Object lookup(Arguments arguments, LookupContext context, boolean query) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(arguments.named());
        Object wanted = options.remove("wantlist");
        boolean list = query || (wanted != null && Truth.of(wanted));
        String errors = Printing.str(options.getOrDefault("errors", "strict"));
        options.remove("errors");
        List<@Nullable Object> terms = new ArrayList<>(arguments.skip(1).positional());
        terms.forEach(Undefined::requireDeep);
        List<@Nullable Object> results;
        try {
            results = Lookups.run(arguments.text(0, "plugin"), terms, options, context);
        } catch (EvaluationException e) {
            if (errors.equals("strict")) {
                throw e;
            }
            return list ? new ArrayList<>() : null;
        }
        if (list) {
            return results;
        }
        if (results.isEmpty()) {
            return results;
        }
        boolean texts = results.stream().allMatch(result -> result instanceof String);
        if (texts) {
            return String.join(",", results.stream().map(Printing::str).toList());
        }
        return results.size() == 1 ? results.get(0) : results;
    }
}
