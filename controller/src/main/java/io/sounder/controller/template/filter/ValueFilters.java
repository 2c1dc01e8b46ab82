package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonType;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters for values of any kind. */
final class ValueFilters {
    private static final Set<String> TRUE = Set.of("yes", "on", "1", "true");

    private ValueFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "default", "d" -> (in, args, env) -> defaultValue(in, args.accept("default_value", "boolean"));
            case "mandatory" -> (in, args, env) -> mandatory(in, args.accept("msg"));
            case "type_debug" -> (in, args, env) -> PythonType.of(in);
            case "bool" -> (in, args, env) -> bool(in);
            case "string" -> (in, args, env) -> Printing.str(in);
            case "pprint" -> (in, args, env) -> Printing.repr(sorted(in));
            case "ternary" -> (in, args, env) -> ternary(in, args.accept("true_val", "false_val", "none_val"));
            case "attr" -> (in, args, env) -> Access.attribute(in, args.text(0, "name"));
            case "extract" -> (in, args, env) -> extract(in, args.accept("container", "morekeys"));
            case "json_query" ->
                (in, args, env) -> io.sounder.controller.template.query.Query.search(in, args.text(0, "expr"));
            default -> null;
        };
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        return switch (value) {
            case Tuple tuple -> tuple;
            case List<?> items -> {
                List<@Nullable Object> copy = new ArrayList<>();
                items.forEach(item -> copy.add(sorted(item)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> Printing.str(entry.getKey())))
                        .forEach(entry -> copy.put(entry.getKey(), sorted(entry.getValue())));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static @Nullable Object defaultValue(@Nullable Object input, Arguments arguments) {
        boolean missing = input instanceof Undefined;
        boolean falsy = !missing && arguments.flag(1, "boolean", false) && !Truth.of(input);
        return missing || falsy ? arguments.get(0, "default_value", "") : input;
    }

    private static @Nullable Object mandatory(@Nullable Object input, Arguments arguments) {
        if (input instanceof Undefined undefined) {
            Object message = arguments.get(0, "msg", null);
            String name = undefined.name() == null ? "" : "'" + undefined.name() + "' ";
            throw new EvaluationException(
                    message == null ? "Mandatory variable " + name + "not defined." : Printing.str(message));
        }
        return input;
    }

    /** Ansible's {@code bool}: none stays none, known words are true, everything else is false. */
    static @Nullable Object bool(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case String text -> TRUE.contains(text.toLowerCase(Locale.ROOT));
            default -> Numbers.isNumber(value) && Numbers.real(value) == 1;
        };
    }

    private static @Nullable Object ternary(@Nullable Object input, Arguments arguments) {
        Object forNone = arguments.get(2, "none_val", null);
        if (input == null && forNone != null) {
            return forNone;
        }
        return Truth.of(input) ? arguments.required(0, "true_val") : arguments.required(1, "false_val");
    }

    private static @Nullable Object extract(@Nullable Object key, Arguments arguments) {
        Object value = Access.item(arguments.required(0, "container"), key);
        Object more = arguments.get(1, "morekeys", null);
        if (more instanceof List<?> keys) {
            for (Object next : keys) {
                value = Access.item(value, next);
            }
            return value;
        }
        return more == null ? value : Access.item(value, more);
    }
}
