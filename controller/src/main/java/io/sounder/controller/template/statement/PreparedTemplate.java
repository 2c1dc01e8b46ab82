package io.sounder.controller.template.statement;

import com.hubspot.jinjava.tree.Node;
import io.sounder.controller.template.expression.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template with statements that is ready to be rendered, by many threads.
 *
 * @param statements the parsed statement of each segment, null for other segments
 * @param root the tree that Jinjava made of the statements; its nodes name segments by number
 */
public record PreparedTemplate(List<Segment> segments, List<@Nullable Object> statements, Node root) {
    Statement statement(int number) {
        return (Statement) java.util.Objects.requireNonNull(statements.get(number));
    }
}
