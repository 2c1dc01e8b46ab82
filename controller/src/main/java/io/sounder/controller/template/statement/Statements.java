package io.sounder.controller.template.statement;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.expression.Segment;
import io.sounder.controller.template.expression.SyntaxException;
import io.sounder.controller.template.value.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Renders templates with statements; thread-safe. What Jinjava gets to see is only the structure: each statement as
 * {@code {% name number %}} and everything else as {@code {{ number }}}, so that its scanner and its expressions, which
 * differ from Jinja2's, have no say.
 */
public final class Statements {
    private static final Map<String, String> BLOCKS = Map.of(
            "if", "endif",
            "for", "endfor",
            "blockset", "endset",
            "with", "endwith",
            "macro", "endmacro",
            "call", "endcall",
            "filter", "endfilter",
            "block", "endblock",
            "autoescape", "endautoescape");

    private final Jinjava jinjava;

    public Statements() {
        jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .build());
        BLOCKS.forEach((name, end) -> jinjava.registerTag(new StatementTag(name, end)));
        for (String name : List.of("elif", "else", "set", "include", "import", "from", "extends")) {
            jinjava.registerTag(new StatementTag(name, null));
        }
    }

    /** Parses the statements among the segments and their structure. */
    public PreparedTemplate prepare(List<Segment> segments) {
        new Structure(BLOCKS.keySet()).check(segments);
        StringBuilder structure = new StringBuilder();
        List<@Nullable Object> statements = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Statement segment) {
                statements.add(parsed(segment));
                String name = StatementParser.isBlock(segment) ? "blockset" : segment.name();
                structure.append("{% ").append(name).append(' ').append(i).append(" %}");
            } else {
                statements.add(null);
                structure.append("{{ ").append(i).append(" }}");
            }
        }
        JinjavaInterpreter interpreter =
                new JinjavaInterpreter(jinjava, new Context(jinjava.getGlobalContext()), jinjava.getGlobalConfig());
        var root = interpreter.parse(structure.toString());
        for (TemplateError error : interpreter.getErrors()) {
            throw new SyntaxException("the statements do not fit together: " + error.getMessage(), 1);
        }
        return new PreparedTemplate(segments, statements, root);
    }

    private static Statement parsed(Segment.Statement segment) {
        try {
            return new StatementParser(segment).parse();
        } catch (EvaluationException e) {
            e.locate(segment.line());
            throw e;
        }
    }

    /**
     * The text of a template.
     *
     * @param converted what becomes of the text of a macro or of a {@code set} block
     * @param includes the prepared template for a name that another template includes, or null
     */
    public String render(
            PreparedTemplate template,
            Environment environment,
            UnaryOperator<@Nullable Object> converted,
            Function<String, @Nullable PreparedTemplate> includes) {
        StatementInterpreter interpreter =
                new StatementInterpreter(jinjava, template, environment, converted, includes);
        try {
            return interpreter.renderRoot();
        } catch (InterpretException e) {
            throw ours(e);
        }
    }

    /** Jinjava wraps what a statement throws; this is the failure itself. */
    private static RuntimeException ours(InterpretException wrapped) {
        for (Throwable cause = wrapped.getCause(); cause != null; cause = cause.getCause()) {
            if (!(cause instanceof InterpretException) && cause instanceof RuntimeException failure) {
                return failure;
            }
        }
        return wrapped;
    }
}
