package io.sounder.controller.template.query;

import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the tokens of a query by how strongly they bind. Used once. */
final class QueryParser {
    private static final int PROJECTION_END = 10;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final List<QueryToken> tokens;
    private int position;

    QueryParser(List<QueryToken> tokens) {
        this.tokens = tokens;
    }

    Node parse() {
        Node node = expression(0);
        if (!at("end")) {
            throw unexpected();
        }
        return node;
    }

    private QueryToken current() {
        return tokens.get(position);
    }

    private boolean at(String kind) {
        return current().kind().equals(kind);
    }

    private boolean skip(String kind) {
        boolean there = at(kind);
        position += there ? 1 : 0;
        return there;
    }

    private void expect(String kind) {
        if (!skip(kind)) {
            throw unexpected();
        }
    }

    private QueryToken take() {
        return tokens.get(position++);
    }

    private EvaluationException unexpected() {
        Object value = current().value();
        return new EvaluationException(
                "unexpected '" + (value == null ? current().kind() : Printing.str(value)) + "'");
    }

    private Node expression(int power) {
        Node left = start();
        while (power < current().power()) {
            left = follow(left);
        }
        return left;
    }

    private Node start() {
        QueryToken token = take();
        return switch (token.kind()) {
            case "name", "quoted" -> {
                String name = String.valueOf(token.value());
                yield at("(") && token.kind().equals("name")
                        ? function(name)
                        : current -> Selection.field(current, name);
            }
            case "literal" -> current -> token.value();
            case "@" -> current -> current;
            case "*" -> Selection.values(at("]") ? current -> current : projected(20));
            case "[?" -> filter(current -> current);
            case "[]" -> Selection.flattened(current -> current, projected(9));
            case "[" -> bracket();
            case "{" -> hash();
            case "!" -> {
                Node operand = expression(45);
                yield current -> !Selection.isTrue(operand.search(current));
            }
            case "(" -> {
                Node inner = expression(0);
                expect(")");
                yield inner;
            }
            default -> {
                position--;
                throw unexpected();
            }
        };
    }

    private Node bracket() {
        if (at("number") || at(":")) {
            return indexOrSlice(current -> current);
        }
        if (at("*") && tokens.get(position + 1).kind().equals("]")) {
            position += 2;
            return Selection.projection(current -> current, projected(20));
        }
        return list();
    }

    private Node follow(Node left) {
        QueryToken token = take();
        return switch (token.kind()) {
            case "." -> {
                Node right = skip("*") ? Selection.values(projected(20)) : afterDot(40);
                yield current -> right.search(left.search(current));
            }
            case "|" -> {
                Node right = expression(1);
                yield current -> right.search(left.search(current));
            }
            case "||", "&&" -> logical(token.kind().equals("||"), left);
            case "[]" -> Selection.flattened(left, projected(9));
            case "[?" -> filter(left);
            case "[" -> {
                if (at("number") || at(":")) {
                    yield indexOrSlice(left);
                }
                expect("*");
                expect("]");
                yield Selection.projection(left, projected(20));
            }
            default -> comparison(token, left);
        };
    }

    private Node logical(boolean or, Node left) {
        Node right = expression(or ? 2 : 3);
        return current -> {
            Object value = left.search(current);
            return Selection.isTrue(value) == or ? value : right.search(current);
        };
    }

    private Node comparison(QueryToken operator, Node left) {
        if (!COMPARISONS.contains(operator.kind())) {
            position--;
            throw unexpected();
        }
        Node right = expression(5);
        return current -> compare(operator.kind(), left.search(current), right.search(current));
    }

    private Node afterDot(int power) {
        if (at("name") || at("quoted") || at("*")) {
            return expression(power);
        }
        if (skip("[")) {
            return list();
        }
        if (skip("{")) {
            return hash();
        }
        throw unexpected();
    }

    /** What is applied to each item of a projection. */
    private Node projected(int power) {
        if (current().power() < PROJECTION_END) {
            return current -> current;
        }
        if (at("[") || at("[?")) {
            return expression(power);
        }
        if (skip(".")) {
            return afterDot(power);
        }
        throw unexpected();
    }

    private Node indexOrSlice(Node left) {
        List<@Nullable Object> bounds = new ArrayList<>();
        boolean slice = false;
        @Nullable Object bound = null;
        while (!skip("]")) {
            if (skip(":")) {
                slice = true;
                bounds.add(bound);
                bound = null;
            } else if (at("number")) {
                bound = take().value();
            } else {
                throw unexpected();
            }
        }
        bounds.add(bound);
        if (slice) {
            Node sliced = current -> Selection.slice(left.search(current), bounds);
            return Selection.projection(sliced, projected(20));
        }
        long index = Numbers.asLong(bound);
        return current -> Selection.index(left.search(current), index);
    }

    private Node filter(Node left) {
        Node condition = expression(0);
        expect("]");
        Node right = at("[]") ? current -> current : projected(21);
        return Selection.filtered(left, condition, right);
    }

    private Node list() {
        List<Node> nodes = new ArrayList<>();
        do {
            nodes.add(expression(0));
        } while (skip(","));
        expect("]");
        return Selection.list(nodes);
    }

    private Node hash() {
        List<String> names = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        do {
            if (!at("name") && !at("quoted")) {
                throw unexpected();
            }
            names.add(String.valueOf(take().value()));
            expect(":");
            nodes.add(expression(0));
        } while (skip(","));
        expect("}");
        return Selection.hash(names, nodes);
    }

    private Node function(String name) {
        expect("(");
        List<Node> arguments = new ArrayList<>();
        while (!skip(")")) {
            if (skip("&")) {
                Node reference = expression(0);
                arguments.add(current -> reference);
            } else {
                arguments.add(expression(0));
            }
            if (!at(")")) {
                expect(",");
            }
        }
        return current -> {
            List<@Nullable Object> values = new ArrayList<>();
            arguments.forEach(argument -> values.add(argument.search(current)));
            return Functions.call(name, values);
        };
    }

    private static @Nullable Object compare(String operator, @Nullable Object left, @Nullable Object right) {
        if (operator.equals("==") || operator.equals("!=")) {
            boolean sameKind = left instanceof Boolean == right instanceof Boolean;
            return (sameKind && Comparison.equal(left, right)) == operator.equals("==");
        }
        boolean comparable = (Numbers.isNumber(left) && Numbers.isNumber(right))
                || (left instanceof String && right instanceof String);
        if (!comparable) {
            return null;
        }
        int order = Comparison.compare(left, right, operator);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
