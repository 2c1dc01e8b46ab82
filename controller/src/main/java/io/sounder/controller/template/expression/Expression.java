package io.sounder.controller.template.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of one expression; immutable. */
public sealed interface Expression {
    /** A string, number, boolean or none. */
    record Literal(@Nullable Object value) implements Expression {}

    /** A variable. */
    record Name(String name) implements Expression {}

    /** {@code [a, b]}, or {@code (a, b)} for a tuple. */
    record Items(List<Expression> items, boolean tuple) implements Expression {}

    /** {@code {a: b}}. */
    record Pairs(List<Expression> keys, List<Expression> values) implements Expression {}

    /** {@code target.name}. */
    record Attribute(Expression target, String name) implements Expression {}

    /** {@code target[key]}. */
    record Element(Expression target, Expression key) implements Expression {}

    /** {@code target[start:stop:step]}. */
    record Slice(
            Expression target,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step) implements Expression {}

    /** {@code function(…)}. */
    record Call(Expression function, CallArguments arguments) implements Expression {}

    /** {@code input | name(…)}; without an input in {@code {% filter name %}}. */
    record Filtered(@Nullable Expression input, String name, CallArguments arguments) implements Expression {}

    /** {@code input is name(…)}. */
    record Tested(Expression input, String name, CallArguments arguments) implements Expression {}

    /** An arithmetic operator. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** {@code -x} or {@code +x}. */
    record Signed(boolean negative, Expression operand) implements Expression {}

    /** {@code a ~ b}. */
    record Joined(List<Expression> parts) implements Expression {}

    /** {@code a < b <= c}, also {@code in} and {@code not in}. */
    record Compared(Expression first, List<String> operators, List<Expression> others) implements Expression {}

    record Not(Expression operand) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    /** {@code value if condition else otherwise}. */
    record Conditional(
            Expression condition,
            Expression value,
            @Nullable Expression otherwise) implements Expression {}
}
