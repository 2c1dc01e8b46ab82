package io.sounder.controller.template;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.expression.Evaluator;
import io.sounder.controller.template.expression.Expression;
import io.sounder.controller.template.expression.Segment;
import io.sounder.controller.template.expression.Syntax;
import io.sounder.controller.template.lookup.LookupContext;
import io.sounder.controller.template.statement.PreparedTemplate;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Ready;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import io.sounder.controller.template.value.UndefinedUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation in one scope: each variable is templated when it is first used, and then keeps its value. Used by one
 * thread.
 */
final class Evaluation implements Environment, LookupContext {
    private static final Pattern SINGLE_VARIABLE = Pattern.compile("\\{\\{\\s*(\\w*)\\s*\\}\\}\\n?");
    private static final Set<String> TEXT_FILTERS =
            Set.of("string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", "json");

    private final Templates templates;
    private final Scope scope;
    private final Map<String, @Nullable Object> known = new HashMap<>();
    private final Set<String> inProgress = new HashSet<>();
    private final Evaluator evaluator = new Evaluator(this);

    Evaluation(Templates templates, Scope scope) {
        this.templates = templates;
        this.scope = scope;
    }

    /** A value with all templates in it replaced by their results. */
    @Nullable
    Object value(@Nullable Object raw) {
        return switch (raw) {
            case Verbatim verbatim -> plain(verbatim.value());
            case String text -> Templar.isTemplate(text) ? template(text) : text;
            case Ready ready -> ready;
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
                map.forEach((key, item) -> values.put(key, value(item)));
                yield values;
            }
            case List<?> list -> {
                List<@Nullable Object> values = new ArrayList<>(list.size());
                list.forEach(item -> values.add(value(item)));
                yield values;
            }
            case null, default -> raw;
        };
    }

    /** A value with nothing in it templated. */
    static @Nullable Object plain(@Nullable Object raw) {
        return switch (raw) {
            case Tuple tuple -> tuple;
            case Verbatim verbatim -> plain(verbatim.value());
            case Ready ready -> ready;
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
                map.forEach((key, item) -> values.put(key, plain(item)));
                yield values;
            }
            case List<?> list -> {
                List<@Nullable Object> values = new ArrayList<>(list.size());
                list.forEach(item -> values.add(plain(item)));
                yield values;
            }
            case null, default -> raw;
        };
    }

    private @Nullable Object template(String text) {
        Matcher single = SINGLE_VARIABLE.matcher(text);
        if (single.matches() && scope.has(single.group(1))) {
            Object raw = plain(scope.raw(single.group(1)));
            if (raw == null || raw instanceof Boolean || raw instanceof Number) {
                return raw;
            }
        }
        List<Segment> segments = templates.segments(text, false, Syntax.USUAL);
        if (segments.size() == 1 && segments.get(0) instanceof Segment.Output output) {
            Object value = output(output);
            return isText(output.expression()) && value instanceof String exact
                    ? exact
                    : restored(text, LiteralConversion.ofValue(value));
        }
        return restored(text, LiteralConversion.ofText(rendered(text, false, Syntax.USUAL)));
    }

    /** Jinja2 drops the last newline of a template; as many are put back as the template had at its end. */
    private static @Nullable Object restored(String template, @Nullable Object result) {
        if (!(result instanceof String text)) {
            return result;
        }
        int missing = newlinesAtEnd(template) - newlinesAtEnd(text);
        return missing > 0 ? text + "\n".repeat(missing) : text;
    }

    private static int newlinesAtEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.length() - end;
    }

    /** Whether the result is text on purpose, so that it is not turned back into a list or map. */
    private boolean isText(Expression expression) {
        return switch (expression) {
            case Expression.Filtered filtered -> TEXT_FILTERS.contains(filtered.name());
            case Expression.Name name -> scope.has(name.name()) && Templar.isTemplate(scope.raw(name.name()));
            case Expression.Conditional conditional -> {
                Expression chosen = Truth.of(evaluator.evaluate(conditional.condition()))
                        ? conditional.value()
                        : conditional.otherwise();
                yield chosen != null && isText(chosen);
            }
            default -> false;
        };
    }

    /** The text of a template file; its own first line may change the marks once more. */
    String text(String template, Syntax given) {
        if (!given.isIn(template)) {
            return template;
        }
        boolean own = Syntax.isGiven(template);
        Syntax syntax = own ? given.changedBy(template) : given;
        String body = own ? Syntax.body(template) : template;
        return String.valueOf(restored(body, rendered(body, true, syntax)));
    }

    private String rendered(String template, boolean file, Syntax syntax) {
        List<Segment> segments = templates.segments(template, file, syntax);
        boolean plain = segments.stream().noneMatch(segment -> segment instanceof Segment.Statement);
        if (!plain) {
            return templates
                    .statements()
                    .render(
                            templates.prepared(template, file, syntax),
                            this,
                            text -> file || !(text instanceof String written)
                                    ? text
                                    : LiteralConversion.ofText(written),
                            name -> include(name, syntax));
        }
        StringBuilder out = new StringBuilder();
        for (Segment segment : segments) {
            if (segment instanceof Segment.Text text) {
                out.append(text.text());
            } else if (segment instanceof Segment.Output output) {
                Object value = output(output);
                out.append(value == null ? "" : Printing.str(value));
            }
        }
        return out.toString();
    }

    private @Nullable Object output(Segment.Output output) {
        try {
            Object value = evaluator.evaluate(output.expression());
            Undefined.requireDeep(value);
            return value;
        } catch (EvaluationException e) {
            e.locate(output.line());
            throw e;
        }
    }

    private @Nullable PreparedTemplate include(String name, Syntax syntax) {
        List<Path> folders = new ArrayList<>(searchPath());
        folders.add(playbookDir());
        for (Path folder : folders) {
            for (Path path : List.of(folder.resolve("templates").resolve(name), folder.resolve(name))) {
                if (Files.isRegularFile(path)) {
                    try {
                        return templates.prepared(Files.readString(path), true, syntax.fromFirstLine());
                    } catch (IOException e) {
                        throw new EvaluationException("cannot read '" + path + "': " + e.getMessage(), e);
                    }
                }
            }
        }
        return null;
    }

    /** The value of a bare expression. */
    @Nullable
    Object expression(Expression expression) {
        Object value = evaluator.evaluate(expression);
        Undefined.requireDeep(value);
        return value;
    }

    @Override
    public String decrypted(String text, String file) {
        return templates.secrets().plain(text, file);
    }

    @Override
    public @Nullable Object variable(String name) {
        if (known.containsKey(name)) {
            return known.get(name);
        }
        if (!scope.has(name)) {
            Object global = name.equals("vars") ? new RawVariables(scope) : Globals.find(name, this);
            return global == null ? Undefined.variable(name) : global;
        }
        Object raw = scope.raw(name);
        if (!inProgress.add(name)) {
            throw new EvaluationException("recursive loop detected: the variable '" + name + "' refers to itself");
        }
        Object value;
        try {
            value = value(raw);
        } catch (UndefinedUseException e) {
            value = new Undefined(e.text() + " (used by the variable '" + name + "')", name);
        } finally {
            inProgress.remove(name);
        }
        known.put(name, value);
        return value;
    }

    @Override
    public Optional<Object> setting(String name) {
        return templates.setting(name);
    }

    @Override
    public Environment global() {
        return new Evaluation(templates, scope.without());
    }

    @Override
    public @Nullable Object filter(String name, @Nullable Object input, Arguments arguments) {
        return templates.filters().apply(name, input, arguments, this);
    }

    @Override
    public boolean test(String name, @Nullable Object input, Arguments arguments) {
        return templates.tests().holds(name, input, arguments, this);
    }

    @Override
    public Path playbookDir() {
        return scope.playbookDir();
    }

    @Override
    public List<Path> searchPath() {
        return scope.searchPath();
    }

    @Override
    public Set<String> variableNames() {
        return scope.names();
    }

    @Override
    public String render(String template, String name, Map<String, @Nullable Object> variables, Syntax syntax) {
        Scope wider = variables.isEmpty() ? scope : new LayeredScope(variables, scope);
        try {
            return new Evaluation(templates, wider).text(template, syntax);
        } catch (UndefinedUseException e) {
            throw new UndefinedUseException(e.text() + " (line " + Math.max(1, e.line()) + " of '" + name + "')");
        } catch (EvaluationException e) {
            throw new EvaluationException(e.text() + " (line " + Math.max(1, e.line()) + " of '" + name + "')", e);
        }
    }
}
