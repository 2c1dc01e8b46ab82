package io.sounder.controller.template.statement;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import org.jspecify.annotations.Nullable;

/** Registers a statement's name with Jinjava and hands its node to our interpreter. */
final class StatementTag implements Tag {
    private final String name;
    private final @Nullable String end;

    StatementTag(String name, @Nullable String end) {
        this.name = name;
        this.end = end;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    @SuppressWarnings("NullAway") // Jinjava's way to say that a statement has no end
    public String getEndTagName() {
        return end;
    }

    @Override
    public String interpret(TagNode node, JinjavaInterpreter interpreter) {
        return ((StatementInterpreter) interpreter).run(node);
    }
}
