package io.sounder.controller.template.statement;

import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The blocks of a template and of those it extends. Of the blocks with one name the outermost template's is shown; it can
 * show the next with {@code super()}. Used by one thread.
 */
final class Blocks {
    private final Map<String, List<Supplier<String>>> byName = new HashMap<>();

    /** Adds the blocks of a template that those before extend. */
    void add(Node parent, StatementInterpreter interpreter) {
        for (Node child : parent.getChildren()) {
            if (child instanceof TagNode tag && interpreter.statement(tag) instanceof Statement.Block block) {
                int next = byName.computeIfAbsent(block.name(), name -> new ArrayList<>())
                        .size();
                byName.get(block.name()).add(() -> interpreter.block(tag, block.name(), next + 1));
            }
            add(child, interpreter);
        }
    }

    boolean has(String name, int level) {
        return byName.getOrDefault(name, List.of()).size() > level;
    }

    /** The text of a block: level 0 is what is shown, level 1 what that replaces. */
    String render(String name, int level) {
        return byName.getOrDefault(name, List.of()).get(level).get();
    }
}
