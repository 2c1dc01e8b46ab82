package io.sounder.controller.template.statement;

import io.sounder.controller.template.value.Attributed;
import io.sounder.controller.template.value.Undefined;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code import} gives: the macros and variables of another template, which prints as that template's text. */
record Imported(String name, Map<String, @Nullable Object> members, String text) implements Attributed {
    @Override
    public @Nullable Object attribute(String wanted) {
        return members.containsKey(wanted)
                ? members.get(wanted)
                : new Undefined("the template '" + name + "' does not have '" + wanted + "'", wanted);
    }

    @Override
    public String toString() {
        return text;
    }
}
