package io.sounder.controller.template;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scope over a map that its owner may change between uses. */
record MapScope(Map<String, ? extends @Nullable Object> values, Path playbookDir) implements Scope {
    @Override
    public boolean has(String name) {
        return values.containsKey(name);
    }

    @Override
    public @Nullable Object raw(String name) {
        return values.get(name);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values.keySet()));
    }
}
