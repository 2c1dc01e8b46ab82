package io.sounder.controller.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No variables, only a place where files are searched. */
record EmptyScope(Path playbookDir, List<Path> searchPath) implements Scope {
    @Override
    public boolean has(String name) {
        return false;
    }

    @Override
    public @Nullable Object raw(String name) {
        return null;
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }
}
