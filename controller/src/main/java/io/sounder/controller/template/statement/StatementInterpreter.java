package io.sounder.controller.template.statement;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.expression.Evaluator;
import io.sounder.controller.template.expression.Expression;
import io.sounder.controller.template.expression.Segment;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Renders one template once; Jinjava's hooks lead here. Used by one thread. */
final class StatementInterpreter extends JinjavaInterpreter {
    private final PreparedTemplate template;
    private final FrameEnvironment environment;
    private final Evaluator evaluator;
    private final UnaryOperator<@Nullable Object> converted;
    private final Function<String, @Nullable PreparedTemplate> includes;
    private final Jinjava jinjava;
    private final Blocks blocks;
    private @Nullable PreparedTemplate extended;

    StatementInterpreter(
            Jinjava jinjava,
            PreparedTemplate template,
            Environment environment,
            UnaryOperator<@Nullable Object> converted,
            Function<String, @Nullable PreparedTemplate> includes) {
        this(jinjava, template, new FrameEnvironment(environment), converted, includes, new Blocks());
    }

    private StatementInterpreter(
            Jinjava jinjava,
            PreparedTemplate template,
            FrameEnvironment environment,
            UnaryOperator<@Nullable Object> converted,
            Function<String, @Nullable PreparedTemplate> includes,
            Blocks blocks) {
        super(jinjava, new Context(jinjava.getGlobalContext()), jinjava.getGlobalConfig());
        this.jinjava = jinjava;
        this.template = template;
        this.environment = environment;
        this.evaluator = new Evaluator(this.environment);
        this.converted = converted;
        this.includes = includes;
        this.blocks = blocks;
    }

    /** The text of the template; of one that extends another, that one's with the blocks of this. */
    String renderRoot() {
        blocks.add(template.root(), this);
        StringBuilder out = new StringBuilder();
        for (Node child : template.root().getChildren()) {
            String text = child.render(this).getValue();
            if (extended == null) {
                out.append(text);
            }
        }
        if (extended != null) {
            out.append(
                    new StatementInterpreter(jinjava, extended, environment, converted, includes, blocks).renderRoot());
        }
        return out.toString();
    }

    Statement statement(TagNode node) {
        return template.statement(number(node));
    }

    private static int number(TagNode node) {
        return Integer.parseInt(node.getHelpers().strip());
    }

    private String children(Node parent) {
        StringBuilder out = new StringBuilder();
        for (Node child : parent.getChildren()) {
            out.append(child.render(this).getValue());
        }
        return out.toString();
    }

    /** The text of a numbered segment: Jinjava's hook for everything between double braces. */
    @Override
    public Object resolveELExpression(String expression, int line) {
        Segment segment = template.segments().get(Integer.parseInt(expression.strip()));
        if (segment instanceof Segment.Text text) {
            return text.text();
        }
        try {
            Object value = evaluator.evaluate(((Segment.Output) segment).expression());
            Undefined.requireDeep(value);
            return value == null ? "" : Printing.str(value);
        } catch (EvaluationException e) {
            e.locate(segment.line());
            throw e;
        }
    }

    @Override
    public String getAsString(Object value) {
        return (String) value;
    }

    /** Runs a statement and returns its text. */
    String run(TagNode node) {
        int number = number(node);
        try {
            return switch (template.statement(number)) {
                case Statement.Condition condition -> condition(node, condition);
                case Statement.For loop -> loop(node, loop);
                case Statement.Assignment assignment -> assignment(node, assignment);
                case Statement.With with -> with(node, with);
                case Statement.Macro macro -> {
                    environment.frame().set(macro.name(), callable(node, macro.name(), macro.signature()));
                    yield "";
                }
                case Statement.CallBlock call -> call(node, call);
                case Statement.FilterBlock filter -> Printing.str(filtered(filter.filter(), children(node)));
                case Statement.Include include -> include(include);
                case Statement.Import one -> {
                    environment.frame().set(one.target(), imported(one.name(), one.context()));
                    yield "";
                }
                case Statement.From from -> from(from);
                case Statement.Extends parent -> {
                    extended = template(parent.name());
                    yield "";
                }
                case Statement.Block block -> extended == null ? blocks.render(block.name(), 0) : "";
                case Statement.Escaping escaping -> inNewFrame(() -> children(node));
                case Statement.Mark mark ->
                    throw new EvaluationException("'" + node.getName() + "' does not belong to an open block");
            };
        } catch (EvaluationException e) {
            e.locate(template.segments().get(number).line());
            throw e;
        }
    }

    private static boolean isNamed(Node node, String name) {
        return node instanceof TagNode && node.getName().equals(name);
    }

    private String condition(TagNode node, Statement.Condition condition) {
        boolean active = Truth.of(evaluator.evaluate(condition.expression()));
        boolean done = active;
        StringBuilder out = new StringBuilder();
        for (Node child : node.getChildren()) {
            boolean otherwise = isNamed(child, "else");
            if (otherwise || isNamed(child, "elif")) {
                if (done) {
                    break;
                }
                active = otherwise || holds((TagNode) child);
                done = active;
            } else if (active) {
                out.append(child.render(this).getValue());
            }
        }
        return out.toString();
    }

    private boolean holds(TagNode elif) {
        return statement(elif) instanceof Statement.Condition condition
                && Truth.of(evaluator.evaluate(condition.expression()));
    }

    private String loop(TagNode node, Statement.For loop) {
        return loop(node, loop, evaluator.evaluate(loop.items()), 1);
    }

    private String loop(TagNode node, Statement.For statement, @Nullable Object source, int depth) {
        Frame outer = environment.frame();
        try {
            List<@Nullable Object> items = filteredItems(statement, Iteration.of(source), outer);
            Callable again = arguments -> loop(node, statement, arguments.required(0, "iterable"), depth + 1);
            Loop loop = new Loop(items, depth, again);
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < items.size(); i++) {
                Frame frame = new Frame(outer);
                environment.use(frame);
                loop.moveTo(i);
                frame.set("loop", statement.recursive() ? new RecursiveLoop(loop) : loop);
                statement.target().assign(items.get(i), frame);
                body(node, true, out);
            }
            if (items.isEmpty()) {
                environment.use(new Frame(outer));
                body(node, false, out);
            }
            return out.toString();
        } finally {
            environment.use(outer);
        }
    }

    private List<@Nullable Object> filteredItems(Statement.For statement, List<@Nullable Object> items, Frame outer) {
        if (statement.filter() == null) {
            return items;
        }
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : items) {
            Frame frame = new Frame(outer);
            environment.use(frame);
            statement.target().assign(item, frame);
            if (Truth.of(evaluator.evaluate(statement.filter()))) {
                kept.add(item);
            }
        }
        return kept;
    }

    /** The part of a loop's body before or after {@code else}. */
    private void body(TagNode node, boolean first, StringBuilder out) {
        boolean active = first;
        for (Node child : node.getChildren()) {
            if (isNamed(child, "else")) {
                active = !first;
            } else if (active) {
                out.append(child.render(this).getValue());
            }
        }
    }

    private String assignment(TagNode node, Statement.Assignment assignment) {
        Object value;
        if (!node.getName().equals("blockset")) {
            value = assignment.value() == null ? null : evaluator.evaluate(assignment.value());
        } else {
            String text = inNewFrame(() -> children(node));
            value = assignment.value() == null ? converted.apply(text) : filtered(assignment.value(), text);
        }
        assignment.target().assign(value, environment.frame());
        return "";
    }

    private @Nullable Object filtered(Expression filter, String text) {
        Expression.Filtered outermost = (Expression.Filtered) filter;
        Object input = outermost.input() == null ? text : filtered(outermost.input(), text);
        return environment.filter(outermost.name(), input, evaluator.arguments(outermost.arguments()));
    }

    private String inNewFrame(java.util.function.Supplier<String> action) {
        Frame outer = environment.use(new Frame(environment.frame()));
        try {
            return action.get();
        } finally {
            environment.use(outer);
        }
    }

    private String with(TagNode node, Statement.With with) {
        List<@Nullable Object> values = new ArrayList<>();
        with.values().forEach(value -> values.add(evaluator.evaluate(value)));
        return inNewFrame(() -> {
            for (int i = 0; i < values.size(); i++) {
                with.targets().get(i).assign(values.get(i), environment.frame());
            }
            return children(node);
        });
    }

    private String call(TagNode node, Statement.CallBlock block) {
        Object function = Undefined.require(evaluator.evaluate(block.call().function()));
        if (!(function instanceof Callable callable)) {
            throw new EvaluationException("what a call block calls is no macro");
        }
        Arguments given = evaluator.arguments(block.call().arguments());
        Map<String, @Nullable Object> named = new LinkedHashMap<>(given.named());
        named.put("caller", callable(node, null, block.signature()));
        return Printing.str(callable.call(new Arguments(given.positional(), named)));
    }

    private Macro callable(TagNode node, @Nullable String name, Statement.Signature signature) {
        return new Macro(
                name,
                signature,
                template.namesWithin(node),
                environment.frame(),
                environment,
                () -> converted.apply(children(node)));
    }

    private StatementInterpreter part(PreparedTemplate found, boolean context) {
        return new StatementInterpreter(
                jinjava, found, context ? environment : environment.global(), converted, includes);
    }

    private String include(Statement.Include include) {
        Object names = Undefined.require(evaluator.evaluate(include.name()));
        PreparedTemplate found = find(names);
        if (found == null && !include.ignoreMissing()) {
            throw notFound(names);
        }
        return found == null ? "" : part(found, include.context()).renderRoot();
    }

    private @Nullable PreparedTemplate find(@Nullable Object names) {
        for (Object name : names instanceof List ? Iteration.of(names) : List.of(Printing.str(names))) {
            PreparedTemplate found = includes.apply(Printing.str(name));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static EvaluationException notFound(@Nullable Object names) {
        return new EvaluationException("the template " + Printing.repr(names) + " was not found");
    }

    private PreparedTemplate template(Expression name) {
        Object value = Undefined.require(evaluator.evaluate(name));
        PreparedTemplate found = find(value);
        if (found == null) {
            throw notFound(value);
        }
        return found;
    }

    private Imported imported(Expression name, boolean context) {
        StatementInterpreter part = part(template(name), context);
        String text = part.renderRoot();
        return new Imported(
                Printing.str(evaluator.evaluate(name)), part.environment.frame().exported(), text);
    }

    private String from(Statement.From from) {
        Imported imported = imported(from.name(), from.context());
        from.targets().forEach((name, target) -> environment.frame().set(target, imported.attribute(name)));
        return "";
    }

    /** The text of a block of this template, with {@code super()} for what it replaces. */
    String block(TagNode node, String name, int next) {
        return inNewFrame(() -> {
            if (blocks.has(name, next)) {
                environment.frame().set("super", (Callable) arguments -> blocks.render(name, next));
            }
            return children(node);
        });
    }
}
