package io.sounder.controller.template.statement;

import io.sounder.controller.template.expression.Expression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in {@code {% … %}}, parsed. */
sealed interface Statement {
    /** Ends of blocks and {@code else}: their name says all. */
    record Mark() implements Statement {}

    /** {@code if} and {@code elif}. */
    record Condition(Expression expression) implements Statement {}

    /** {@code for target in items if filter recursive}. */
    record For(Target target, Expression items, @Nullable Expression filter, boolean recursive) implements Statement {}

    /** {@code set targets = value}, or with {@code endset} the text between, through the filter. */
    record Assignment(Target target, @Nullable Expression value) implements Statement {}

    /** {@code with a=1, b=2}. */
    record With(List<Target> targets, List<Expression> values) implements Statement {}

    /** The parameters of {@code macro} and {@code call}; null where one has no default. */
    record Signature(List<String> names, List<@Nullable Expression> defaults) {}

    /** {@code macro name(…)}. */
    record Macro(String name, Signature signature) implements Statement {}

    /** {@code call(…) macro(…)}. */
    record CallBlock(Signature signature, Expression.Call call) implements Statement {}

    /** {@code filter name}. */
    record FilterBlock(Expression filter) implements Statement {}

    /** {@code include 'name' ignore missing without context}. */
    record Include(Expression name, boolean ignoreMissing, boolean context) implements Statement {}

    /** {@code import 'name' as target}. */
    record Import(Expression name, String target, boolean context) implements Statement {}

    /** {@code from 'name' import a, b as c}: names to targets. */
    record From(Expression name, Map<String, String> targets, boolean context) implements Statement {}

    /** {@code extends 'name'}. */
    record Extends(Expression name) implements Statement {}

    /** {@code block name}: what a template that extends this one can replace. */
    record Block(String name) implements Statement {}

    /** {@code autoescape}: accepted, and without effect as in Ansible. */
    record Escaping(Expression on) implements Statement {}
}
