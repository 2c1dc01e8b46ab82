package io.sounder.controller.template.statement;

import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.sounder.controller.template.expression.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** All names that occur below a node. */
    Set<String> namesWithin(Node parent) {
        Set<String> names = new HashSet<>();
        for (Node child : parent.getChildren()) {
            String number = child instanceof TagNode tag
                    ? tag.getHelpers()
                    : child.getMaster().getImage().replaceAll("\\D", "");
            switch (segments.get(Integer.parseInt(number.strip()))) {
                case Segment.Output output -> names.addAll(output.names());
                case Segment.Statement statement -> statement.tokens().forEach(token -> names.add(token.text()));
                case Segment.Text text -> {
                    // no names
                }
            }
            names.addAll(namesWithin(child));
        }
        return names;
    }
}
