package io.sounder.controller.template.statement;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a template itself sets; loops and macros open one within another. Used by one thread. */
final class Frame {
    private final @Nullable Frame outer;
    private final Map<String, @Nullable Object> variables = new HashMap<>();

    Frame(@Nullable Frame outer) {
        this.outer = outer;
    }

    void set(String name, @Nullable Object value) {
        variables.put(name, value);
    }

    boolean has(String name) {
        return variables.containsKey(name) || (outer != null && outer.has(name));
    }

    /** The names set here, as a template that imports them sees them: those with an underscore before stay inside. */
    Map<String, @Nullable Object> exported() {
        Map<String, @Nullable Object> exported = new HashMap<>(variables);
        exported.keySet().removeIf(name -> name.startsWith("_"));
        return exported;
    }

    @Nullable
    Object get(String name) {
        return variables.containsKey(name) || outer == null ? variables.get(name) : outer.get(name);
    }
}
