package io.sounder.controller.template.statement;

import io.sounder.controller.template.expression.Segment;
import io.sounder.controller.template.expression.SyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Checks that the blocks of a template are closed in order and have at most one {@code else}. Used once. */
final class Structure {
    /** A block that is open, and whether its {@code else} was there. */
    private record Open(String name, int line, boolean otherwise) {}

    private final Set<String> blocks;
    private final Deque<Open> open = new ArrayDeque<>();

    /** @param blocks the names of statements that have an end */
    Structure(Set<String> blocks) {
        this.blocks = blocks;
    }

    void check(List<Segment> segments) {
        for (Segment segment : segments) {
            if (segment instanceof Segment.Statement statement) {
                next(statement);
            }
        }
        if (!open.isEmpty()) {
            Open last = open.pop();
            throw new SyntaxException("the block '" + last.name + "' is not closed", last.line);
        }
    }

    private void next(Segment.Statement statement) {
        String name = statement.name();
        if (name.equals("else") || name.equals("elif")) {
            Open block = open.peek();
            boolean fits = block != null
                    && !block.otherwise
                    && (block.name.equals("if") || (block.name.equals("for") && name.equals("else")));
            if (block == null || !fits) {
                throw new SyntaxException("'" + name + "' does not belong to an open block", statement.line());
            }
            open.pop();
            open.push(new Open(block.name, block.line, name.equals("else")));
        } else if (name.startsWith("end")) {
            Open block = open.poll();
            if (block == null) {
                throw new SyntaxException("'" + name + "' does not belong to an open block", statement.line());
            }
            if (!name.equals("end" + block.name)) {
                throw new SyntaxException(
                        "'" + name + "' closes the block '" + block.name + "' of line " + block.line, statement.line());
            }
        } else if (name.equals("set") ? StatementParser.isBlock(statement) : blocks.contains(name)) {
            open.push(new Open(name, statement.line(), false));
        }
    }
}
