package io.sounder.controller.template;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scope with a few variables on top of another scope. */
record LayeredScope(Map<String, ? extends @Nullable Object> top, Scope below) implements Scope {
    @Override
    public boolean has(String name) {
        return top.containsKey(name) || below.has(name);
    }

    @Override
    public @Nullable Object raw(String name) {
        return top.containsKey(name) ? top.get(name) : below.raw(name);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(below.names());
        names.addAll(top.keySet());
        return names;
    }

    @Override
    public Path playbookDir() {
        return below.playbookDir();
    }

    @Override
    public List<Path> searchPath() {
        return below.searchPath();
    }
}
