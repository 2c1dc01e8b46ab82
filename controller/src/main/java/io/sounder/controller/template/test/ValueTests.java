package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Arithmetic;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Undefined;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tests of values: kind, order, membership. */
final class ValueTests {
    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t", "1.0");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f", "0.0");

    private ValueTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "defined" -> (in, args, env) -> !(in instanceof Undefined);
            case "undefined" -> (in, args, env) -> in instanceof Undefined;
            case "none" -> (in, args, env) -> in == null;
            case "boolean" -> (in, args, env) -> in instanceof Boolean;
            case "true" -> (in, args, env) -> Boolean.TRUE.equals(in);
            case "false" -> (in, args, env) -> Boolean.FALSE.equals(in);
            case "integer" -> (in, args, env) -> Numbers.isInteger(in) && !(in instanceof Boolean);
            case "float" -> (in, args, env) -> in instanceof Double || in instanceof Float;
            case "number" -> (in, args, env) -> Numbers.isNumber(in);
            case "string" -> (in, args, env) -> in instanceof String;
            case "mapping" -> (in, args, env) -> in instanceof Map;
            case "sequence" -> (in, args, env) -> Iteration.isIterable(Undefined.require(in));
            case "iterable" -> (in, args, env) -> Iteration.isIterable(Undefined.require(in));
            case "callable" -> (in, args, env) -> in instanceof Callable;
            case "sameas" -> (in, args, env) -> same(in, args.required(0, "other"));
            case "odd" -> (in, args, env) -> divides(in, 2L, 1L);
            case "even" -> (in, args, env) -> divides(in, 2L, 0L);
            case "divisibleby" -> (in, args, env) -> divides(in, args.required(0, "num"), 0L);
            default -> compared(name);
        };
    }

    private static @Nullable Test compared(String name) {
        return switch (name) {
            case "eq", "equalto", "==" -> (in, args, env) -> Comparison.equal(in, args.required(0, "other"));
            case "ne", "!=" -> (in, args, env) -> !Comparison.equal(in, args.required(0, "other"));
            case "lt", "lessthan", "<" -> (in, args, env) -> order(in, args, "<") < 0;
            case "le", "<=" -> (in, args, env) -> order(in, args, "<=") <= 0;
            case "gt", "greaterthan", ">" -> (in, args, env) -> order(in, args, ">") > 0;
            case "ge", ">=" -> (in, args, env) -> order(in, args, ">=") >= 0;
            case "in" -> (in, args, env) -> Comparison.contains(args.required(0, "seq"), in);
            case "contains" -> (in, args, env) -> Comparison.contains(in, args.required(0, "value"));
            case "subset", "issubset" -> (in, args, env) -> within(in, args.required(0, "b"));
            case "superset", "issuperset" -> (in, args, env) -> within(args.required(0, "b"), in);
            case "all" -> (in, args, env) -> Iteration.of(in).stream().allMatch(Truth::of);
            case "any" -> (in, args, env) -> Iteration.of(in).stream().anyMatch(Truth::of);
            case "truthy" -> (in, args, env) -> truthy(in, args);
            case "falsy" -> (in, args, env) -> !truthy(in, args);
            case "nan", "isnan" -> (in, args, env) -> Double.isNaN(Numbers.real(in));
            default -> null;
        };
    }

    private static int order(@Nullable Object input, Arguments arguments, String operator) {
        return Comparison.compare(input, arguments.required(0, "other"), operator);
    }

    @SuppressWarnings("ReferenceEquality") // Python compares identities here
    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        boolean plain = a instanceof Boolean || a instanceof Number || a instanceof String;
        return plain ? a.equals(b) : a == b;
    }

    private static boolean divides(@Nullable Object value, @Nullable Object divisor, long rest) {
        return Comparison.equal(Arithmetic.apply("%", value, divisor), rest);
    }

    private static boolean within(@Nullable Object part, @Nullable Object whole) {
        List<@Nullable Object> items = Iteration.of(whole);
        return Iteration.of(part).stream().allMatch(item -> Comparison.contains(items, item));
    }

    private static boolean truthy(@Nullable Object input, Arguments arguments) {
        if (arguments.flag(0, "convert_bool", false) && input != null && !(input instanceof Boolean)) {
            String word = Printing.str(input).toLowerCase(Locale.ROOT);
            if (TRUE.contains(word) || FALSE.contains(word)) {
                return TRUE.contains(word);
            }
        }
        return Truth.of(input);
    }
}
