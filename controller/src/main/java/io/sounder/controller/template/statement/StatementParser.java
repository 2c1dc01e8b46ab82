package io.sounder.controller.template.statement;

import io.sounder.controller.template.expression.Expression;
import io.sounder.controller.template.expression.ExpressionParser;
import io.sounder.controller.template.expression.Segment;
import io.sounder.controller.template.expression.SyntaxException;
import io.sounder.controller.template.expression.TokenStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses one statement. Used once. */
final class StatementParser {
    private final Segment.Statement segment;
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    StatementParser(Segment.Statement segment) {
        this.segment = segment;
        this.tokens = new TokenStream(segment.tokens());
        this.expressions = new ExpressionParser(tokens);
    }

    Statement parse() {
        Statement statement = switch (segment.name()) {
            case "if", "elif" -> new Statement.Condition(expressions.expressionOrTuple());
            case "for" -> loop();
            case "set" -> assignment();
            case "with" -> with();
            case "macro" -> new Statement.Macro(tokens.expectName(), signature());
            case "call" -> call();
            case "filter" -> new Statement.FilterBlock(filters(null));
            case "include" -> include();
            case "import" -> imported();
            case "from" -> from();
            case "extends" -> new Statement.Extends(expressions.expression());
            case "block" -> block();
            case "autoescape" -> new Statement.Escaping(expressions.expression());
            case "else",
                    "endif",
                    "endfor",
                    "endset",
                    "endwith",
                    "endmacro",
                    "endcall",
                    "endfilter",
                    "endblock",
                    "endautoescape" -> mark();
            default -> throw new SyntaxException("the statement '" + segment.name() + "' is not known", segment.line());
        };
        tokens.expectEnd();
        return statement;
    }

    private Statement mark() {
        if (Set.of("endmacro", "endblock").contains(segment.name()) && !tokens.atEnd()) {
            tokens.expectName();
        }
        return new Statement.Mark();
    }

    private Statement loop() {
        Target target = targets("in");
        tokens.expectName("in");
        Expression items = expressions.orTuple();
        Expression filter = tokens.skipName("if") ? expressions.expression() : null;
        return new Statement.For(target, items, filter, tokens.skipName("recursive"));
    }

    private Target targets(String end) {
        List<Target> targets = new ArrayList<>();
        boolean many = false;
        do {
            if (tokens.atName(end) || tokens.atOperator("=") || tokens.atOperator(")")) {
                break;
            }
            targets.add(target());
            many |= tokens.atOperator(",");
        } while (tokens.skipOperator(","));
        if (targets.isEmpty()) {
            throw tokens.unexpected("expected a name");
        }
        return many ? new Target.Names(List.copyOf(targets)) : targets.get(0);
    }

    private Target target() {
        if (tokens.skipOperator("(")) {
            Target inner = targets(")");
            tokens.expectOperator(")");
            return inner;
        }
        String name = tokens.expectName();
        return tokens.skipOperator(".") ? new Target.Member(name, tokens.expectName()) : new Target.Name(name);
    }

    private Statement assignment() {
        Target target = targets("=");
        if (tokens.skipOperator("=")) {
            return new Statement.Assignment(target, expressions.expressionOrTuple());
        }
        return new Statement.Assignment(target, tokens.skipOperator("|") ? filters(null) : null);
    }

    /** Whether a {@code set} takes the text up to {@code endset}. */
    static boolean isBlock(Segment.Statement segment) {
        return segment.name().equals("set")
                && segment.tokens().stream().noneMatch(token -> token.text().equals("="));
    }

    private Expression filters(@Nullable Expression input) {
        Expression filtered = expressions.filter(input);
        while (tokens.skipOperator("|")) {
            filtered = expressions.filter(filtered);
        }
        return filtered;
    }

    private Statement with() {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.atEnd()) {
            targets.add(target());
            tokens.expectOperator("=");
            values.add(expressions.expression());
            if (!tokens.atEnd()) {
                tokens.expectOperator(",");
            }
        }
        return new Statement.With(List.copyOf(targets), List.copyOf(values));
    }

    private Statement.Signature signature() {
        tokens.expectOperator("(");
        List<String> names = new ArrayList<>();
        List<@Nullable Expression> defaults = new ArrayList<>();
        while (!tokens.skipOperator(")")) {
            names.add(tokens.expectName());
            defaults.add(tokens.skipOperator("=") ? expressions.expression() : null);
            if (!tokens.atOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new Statement.Signature(names, defaults);
    }

    private Statement call() {
        Statement.Signature signature =
                tokens.atOperator("(") ? signature() : new Statement.Signature(List.of(), List.of());
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw new SyntaxException("expected a call", segment.line());
        }
        return new Statement.CallBlock(signature, call);
    }

    private Statement include() {
        Expression name = expressions.expression();
        boolean ignore = tokens.skipName("ignore");
        if (ignore) {
            tokens.expectName("missing");
        }
        return new Statement.Include(name, ignore, context(true));
    }

    private Statement imported() {
        Expression name = expressions.expression();
        tokens.expectName("as");
        return new Statement.Import(name, tokens.expectName(), context(false));
    }

    private Statement from() {
        Expression name = expressions.expression();
        tokens.expectName("import");
        Map<String, String> targets = new LinkedHashMap<>();
        do {
            if (tokens.atEnd() || tokens.atName("with") || tokens.atName("without")) {
                break;
            }
            String wanted = tokens.expectName();
            targets.put(wanted, tokens.skipName("as") ? tokens.expectName() : wanted);
        } while (tokens.skipOperator(","));
        return new Statement.From(name, targets, context(false));
    }

    private boolean context(boolean usual) {
        boolean with = tokens.skipName("with");
        if (with || tokens.skipName("without")) {
            tokens.expectName("context");
            return with;
        }
        return usual;
    }

    private Statement block() {
        String name = tokens.expectName();
        while (tokens.skipName("scoped") || tokens.skipName("required")) {
            // every block sees the loop it stands in
        }
        return new Statement.Block(name);
    }
}
