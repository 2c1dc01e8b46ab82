package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Arithmetic;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonType;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the value of an expression in an environment. As thread-safe as the environment. */
public final class Evaluator {
    private final Environment environment;

    public Evaluator(Environment environment) {
        this.environment = environment;
    }

    public @Nullable Object evaluate(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> environment.variable(name.name());
            case Expression.Items items -> items.tuple() ? new Tuple(all(items.items())) : all(items.items());
            case Expression.Pairs pairs -> pairs(pairs);
            case Expression.Attribute attribute -> Access.attribute(evaluate(attribute.target()), attribute.name());
            case Expression.Element element -> Access.item(evaluate(element.target()), evaluate(element.key()));
            case Expression.Slice slice ->
                Access.slice(
                        evaluate(slice.target()),
                        optional(slice.start()),
                        optional(slice.stop()),
                        optional(slice.step()));
            case Expression.Call call -> call(evaluate(call.function()), arguments(call.arguments()));
            case Expression.Filtered filtered ->
                environment.filter(filtered.name(), optional(filtered.input()), arguments(filtered.arguments()));
            case Expression.Tested tested -> test(tested);
            case Expression.Binary binary ->
                Arithmetic.apply(binary.operator(), evaluate(binary.left()), evaluate(binary.right()));
            case Expression.Signed signed -> signed(signed);
            case Expression.Joined joined -> joined(joined);
            case Expression.Compared compared -> compared(compared);
            case Expression.Not not -> !Truth.of(evaluate(not.operand()));
            case Expression.And and -> {
                Object left = evaluate(and.left());
                yield Truth.of(left) ? evaluate(and.right()) : left;
            }
            case Expression.Or or -> {
                Object left = evaluate(or.left());
                yield Truth.of(left) ? left : evaluate(or.right());
            }
            case Expression.Conditional conditional -> conditional(conditional);
        };
    }

    private @Nullable Object optional(@Nullable Expression expression) {
        return expression == null ? null : evaluate(expression);
    }

    private List<@Nullable Object> all(List<Expression> expressions) {
        List<@Nullable Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression));
        }
        return values;
    }

    private Map<@Nullable Object, @Nullable Object> pairs(Expression.Pairs pairs) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.keys().size(); i++) {
            map.put(
                    Undefined.require(evaluate(pairs.keys().get(i))),
                    evaluate(pairs.values().get(i)));
        }
        return map;
    }

    /** The values of a call's arguments. */
    public Arguments arguments(CallArguments given) {
        List<@Nullable Object> positional = all(given.positional());
        if (given.rest() != null) {
            positional.addAll(Iteration.of(evaluate(given.rest())));
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < given.names().size(); i++) {
            named.put(given.names().get(i), evaluate(given.values().get(i)));
        }
        if (given.namedRest() != null) {
            if (!(evaluate(given.namedRest()) instanceof Map<?, ?> more)) {
                throw new EvaluationException("argument after ** must be a mapping");
            }
            more.forEach((name, value) -> named.put(Printing.str(name), value));
        }
        return new Arguments(positional, named);
    }

    private static @Nullable Object call(@Nullable Object function, Arguments arguments) {
        Undefined.require(function);
        if (!(function instanceof Callable callable)) {
            throw new EvaluationException("'" + PythonType.of(function) + "' object is not callable");
        }
        return callable.call(arguments);
    }

    private boolean test(Expression.Tested tested) {
        return environment.test(tested.name(), evaluate(tested.input()), arguments(tested.arguments()));
    }

    private @Nullable Object signed(Expression.Signed signed) {
        Object value = evaluate(signed.operand());
        if (signed.negative()) {
            return Arithmetic.negate(value);
        }
        Undefined.require(value);
        if (!Numbers.isNumber(value)) {
            throw new EvaluationException("bad operand type for unary +: '" + PythonType.of(value) + "'");
        }
        return value;
    }

    private String joined(Expression.Joined joined) {
        StringBuilder text = new StringBuilder();
        for (Expression part : joined.parts()) {
            text.append(Printing.str(evaluate(part)));
        }
        return text.toString();
    }

    private boolean compared(Expression.Compared compared) {
        Object left = evaluate(compared.first());
        for (int i = 0; i < compared.operators().size(); i++) {
            Object right = evaluate(compared.others().get(i));
            if (!holds(compared.operators().get(i), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "==" -> Comparison.equal(left, right);
            case "!=" -> !Comparison.equal(left, right);
            case "in" -> Comparison.contains(right, left);
            case "not in" -> !Comparison.contains(right, left);
            case "<" -> Comparison.compare(left, right, operator) < 0;
            case "<=" -> Comparison.compare(left, right, operator) <= 0;
            case ">" -> Comparison.compare(left, right, operator) > 0;
            default -> Comparison.compare(left, right, operator) >= 0;
        };
    }

    private @Nullable Object conditional(Expression.Conditional conditional) {
        if (Truth.of(evaluate(conditional.condition()))) {
            return evaluate(conditional.value());
        }
        return conditional.otherwise() == null ? Undefined.missingElse() : evaluate(conditional.otherwise());
    }
}
