package io.sounder.controller.template.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses expressions by Jinja2's grammar, lowest binding first. Used by one thread. */
public final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NO_TEST_ARGUMENT = Set.of("else", "or", "and", "is");

    private final TokenStream tokens;

    public ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** Parses text that is nothing but an expression. */
    public static Expression parse(String text, boolean escapes) {
        ExpressionParser parser = new ExpressionParser(new TokenStream(new Lexer(text, 0, 1, escapes).toEnd()));
        Expression expression = parser.expressionOrTuple();
        parser.tokens.expectEnd();
        return expression;
    }

    /** {@code a} or {@code a, b}. */
    public Expression expressionOrTuple() {
        return tuple(this::expression, false);
    }

    private Expression tuple(Supplier<Expression> part, boolean mayBeEmpty) {
        List<Expression> items = new ArrayList<>();
        boolean tuple = false;
        while (!atTupleEnd()) {
            items.add(part.get());
            if (!tokens.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (!tuple && !items.isEmpty()) {
            return items.get(0);
        }
        if (items.isEmpty() && !mayBeEmpty) {
            throw tokens.unexpected("expected an expression");
        }
        return new Expression.Items(List.copyOf(items), true);
    }

    private boolean atTupleEnd() {
        return tokens.atEnd() || tokens.atOperator(")");
    }

    /** One expression, with an inline {@code if}. */
    public Expression expression() {
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression condition = or();
            Expression otherwise = tokens.skipName("else") ? expression() : null;
            value = new Expression.Conditional(condition, value, otherwise);
        }
        return value;
    }

    /** One expression without an inline {@code if}, as in {@code for x in y if z}. */
    public Expression or() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    /** Like {@link #or}, but also {@code a, b}. */
    public Expression orTuple() {
        List<Expression> items = new ArrayList<>(List.of(or()));
        boolean tuple = false;
        while (tokens.skipOperator(",")) {
            tuple = true;
            if (tokens.atEnd() || tokens.atName("if") || tokens.atName("recursive")) {
                break;
            }
            items.add(or());
        }
        return tuple ? new Expression.Items(List.copyOf(items), true) : items.get(0);
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        return tokens.skipName("not") ? new Expression.Not(not()) : comparison();
    }

    private Expression comparison() {
        Expression first = sum();
        List<String> operators = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        while (true) {
            if (tokens.current().kind() == Token.Kind.OPERATOR
                    && COMPARISONS.contains(tokens.current().text())) {
                operators.add(tokens.take().text());
            } else if (tokens.skipName("in")) {
                operators.add("in");
            } else if (tokens.atName("not") && tokens.following().isName("in")) {
                tokens.take();
                tokens.take();
                operators.add("not in");
            } else {
                break;
            }
            others.add(sum());
        }
        return others.isEmpty() ? first : new Expression.Compared(first, List.copyOf(operators), List.copyOf(others));
    }

    private Expression sum() {
        Expression left = concatenation();
        while (tokens.atOperator("+") || tokens.atOperator("-")) {
            left = new Expression.Binary(tokens.take().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        List<Expression> parts = new ArrayList<>(List.of(product()));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Joined(List.copyOf(parts));
    }

    private Expression product() {
        Expression left = power();
        while (tokens.atOperator("*") || tokens.atOperator("/") || tokens.atOperator("//") || tokens.atOperator("%")) {
            left = new Expression.Binary(tokens.take().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (tokens.skipOperator("**")) {
            left = new Expression.Binary("**", left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        Expression operand;
        if (tokens.skipOperator("-")) {
            operand = new Expression.Signed(true, unary(false));
        } else if (tokens.skipOperator("+")) {
            operand = new Expression.Signed(false, unary(false));
        } else {
            operand = primary();
        }
        operand = postfix(operand);
        return withFilters ? filters(operand) : operand;
    }

    /** A literal, a name, or anything in brackets. */
    Expression primary() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NAME -> named(token.text());
            case INTEGER, REAL -> new Expression.Literal(token.value());
            case STRING -> {
                StringBuilder text = new StringBuilder().append(token.value());
                while (tokens.current().kind() == Token.Kind.STRING) {
                    text.append(tokens.take().value());
                }
                yield new Expression.Literal(text.toString());
            }
            case OPERATOR -> bracketed(token);
            case END -> throw new SyntaxException("expected an expression, but found the end", token.line());
        };
    }

    private static Expression named(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Literal(true);
            case "false", "False" -> new Expression.Literal(false);
            case "none", "None" -> new Expression.Literal(null);
            default -> new Expression.Name(name);
        };
    }

    private Expression bracketed(Token token) {
        return switch (token.text()) {
            case "(" -> {
                Expression inner = tuple(this::expression, true);
                tokens.expectOperator(")");
                yield inner;
            }
            case "[" -> list();
            case "{" -> pairs();
            default -> throw new SyntaxException("unexpected '" + token.text() + "'", token.line());
        };
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator("]")) {
            items.add(expression());
            if (!tokens.atOperator("]")) {
                tokens.expectOperator(",");
            }
        }
        return new Expression.Items(List.copyOf(items), false);
    }

    private Expression pairs() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            keys.add(expression());
            tokens.expectOperator(":");
            values.add(expression());
            if (!tokens.atOperator("}")) {
                tokens.expectOperator(",");
            }
        }
        return new Expression.Pairs(List.copyOf(keys), List.copyOf(values));
    }

    private Expression postfix(Expression start) {
        Expression node = start;
        while (true) {
            if (tokens.skipOperator(".")) {
                node = dotted(node);
            } else if (tokens.skipOperator("[")) {
                node = subscript(node);
            } else if (tokens.atOperator("(")) {
                node = new Expression.Call(node, callArguments());
            } else {
                return node;
            }
        }
    }

    private Expression dotted(Expression node) {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NAME -> new Expression.Attribute(node, token.text());
            case INTEGER -> new Expression.Element(node, new Expression.Literal(token.value()));
            default -> throw new SyntaxException("expected a name or number after '.'", token.line());
        };
    }

    private Expression subscript(Expression node) {
        Expression first = tokens.atOperator(":") ? null : expression();
        if (first != null && tokens.skipOperator("]")) {
            return new Expression.Element(node, first);
        }
        tokens.expectOperator(":");
        Expression stop = bound();
        Expression step = tokens.skipOperator(":") ? bound() : null;
        tokens.expectOperator("]");
        return new Expression.Slice(node, first, stop, step);
    }

    private @Nullable Expression bound() {
        return tokens.atOperator(":") || tokens.atOperator("]") ? null : expression();
    }

    private Expression filters(Expression start) {
        Expression node = start;
        while (true) {
            if (tokens.skipOperator("|")) {
                node = filter(node);
            } else if (tokens.skipName("is")) {
                node = test(node);
            } else if (tokens.atOperator("(")) {
                node = new Expression.Call(node, callArguments());
            } else {
                return node;
            }
        }
    }

    /** A filter's name and arguments. */
    public Expression filter(@Nullable Expression input) {
        String name = dottedName();
        return new Expression.Filtered(input, name, tokens.atOperator("(") ? callArguments() : CallArguments.NONE);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expectName());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expectName());
        }
        return name.toString();
    }

    private Expression test(Expression input) {
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        CallArguments arguments = CallArguments.NONE;
        if (tokens.atOperator("(")) {
            arguments = callArguments();
        } else if (atTestArgument()) {
            arguments = CallArguments.of(postfix(primary()));
        }
        Expression test = new Expression.Tested(input, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private boolean atTestArgument() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME ->
                !NO_TEST_ARGUMENT.contains(token.text())
                        && !token.text().equals("if")
                        && !token.text().equals("in")
                        && !token.text().equals("not");
            case STRING, INTEGER, REAL -> true;
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            case END -> false;
        };
    }

    /** The arguments in brackets. */
    public CallArguments callArguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        Expression rest = null;
        Expression namedRest = null;
        while (!tokens.skipOperator(")")) {
            if (tokens.skipOperator("*")) {
                rest = expression();
            } else if (tokens.skipOperator("**")) {
                namedRest = expression();
            } else if (tokens.current().kind() == Token.Kind.NAME
                    && tokens.following().isOperator("=")) {
                names.add(tokens.take().text());
                tokens.take();
                values.add(expression());
            } else if (!names.isEmpty()) {
                throw tokens.unexpected("expected a named argument");
            } else {
                positional.add(expression());
            }
            if (!tokens.atOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new CallArguments(List.copyOf(positional), List.copyOf(names), List.copyOf(values), rest, namedRest);
    }
}
