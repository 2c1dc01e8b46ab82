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

    StatementInterpreter(
            Jinjava jinjava,
            Context context,
            PreparedTemplate template,
            Environment environment,
            UnaryOperator<@Nullable Object> converted,
            Function<String, @Nullable PreparedTemplate> includes) {
        super(jinjava, context, jinjava.getGlobalConfig());
        this.jinjava = jinjava;
        this.template = template;
        this.environment = new FrameEnvironment(environment);
        this.evaluator = new Evaluator(this.environment);
        this.converted = converted;
        this.includes = includes;
    }

    String renderRoot() {
        return children(template.root());
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
        int number = Integer.parseInt(node.getHelpers().strip());
        try {
            return switch (template.statement(number)) {
                case Statement.Condition condition -> condition(node, condition);
                case Statement.For loop -> loop(node, loop);
                case Statement.Assignment assignment -> assignment(node, assignment);
                case Statement.With with -> with(node, with);
                case Statement.Macro macro -> {
                    environment.frame().set(macro.name(), callable(node, macro.signature()));
                    yield "";
                }
                case Statement.CallBlock call -> call(node, call);
                case Statement.FilterBlock filter -> Printing.str(filtered(filter.filter(), children(node)));
                case Statement.Include include -> include(include);
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
        int number = Integer.parseInt(elif.getHelpers().strip());
        return template.statement(number) instanceof Statement.Condition condition
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
        named.put("caller", callable(node, block.signature()));
        return Printing.str(callable.call(new Arguments(given.positional(), named)));
    }

    private Callable callable(TagNode node, Statement.Signature signature) {
        Frame defined = environment.frame();
        return arguments -> {
            Frame frame = new Frame(defined);
            Frame before = environment.use(frame);
            try {
                bind(signature, arguments, frame);
                return converted.apply(children(node));
            } finally {
                environment.use(before);
            }
        };
    }

    private void bind(Statement.Signature signature, Arguments arguments, Frame frame) {
        List<String> names = signature.names();
        for (int i = 0; i < names.size(); i++) {
            Expression fallback = signature.defaults().get(i);
            if (arguments.has(i, names.get(i))) {
                frame.set(names.get(i), arguments.get(i, names.get(i), null));
            } else {
                frame.set(
                        names.get(i),
                        fallback == null
                                ? new Undefined("parameter '" + names.get(i) + "' was not provided", names.get(i))
                                : evaluator.evaluate(fallback));
            }
        }
        frame.set(
                "varargs",
                new ArrayList<>(
                        arguments.skip(Math.min(names.size(), arguments.size())).positional()));
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(arguments.named());
        rest.keySet().removeAll(names);
        if (rest.containsKey("caller")) {
            frame.set("caller", rest.remove("caller"));
        }
        frame.set("kwargs", rest);
    }

    private String include(Statement.Include include) {
        Object names = Undefined.require(evaluator.evaluate(include.name()));
        for (Object name : names instanceof List ? Iteration.of(names) : List.of(Printing.str(names))) {
            PreparedTemplate found = includes.apply(Printing.str(name));
            if (found != null) {
                return new StatementInterpreter(
                                jinjava,
                                new Context(jinjava.getGlobalContext()),
                                found,
                                environment,
                                converted,
                                includes)
                        .renderRoot();
            }
        }
        if (include.ignoreMissing()) {
            return "";
        }
        throw new EvaluationException("the template " + Printing.repr(names) + " was not found");
    }
}
