package io.sounder.controller.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a template sees. Values are as the user wrote them: the templar templates a variable when it is
 * used. Values that must not be templated are wrapped in {@link io.sounder.controller.base.Verbatim}.
 */
public interface Scope {
    boolean has(String name);

    /** The value not yet templated; only asked for names that {@link #has} accepts. */
    @Nullable
    Object raw(String name);

    Set<String> names();

    /** The folder that lookups read relative paths from when nothing else has the file. */
    Path playbookDir();

    /** Folders that lookups search for files and templates, first match wins: role, then playbook. */
    default List<Path> searchPath() {
        return List.of(playbookDir());
    }

    /** This scope with a few more variables on top, such as a task's own or a loop's item. */
    default Scope with(Map<String, ? extends @Nullable Object> more) {
        return new LayeredScope(more, this);
    }

    /** The same place without any variable. */
    default Scope without() {
        return new EmptyScope(playbookDir(), searchPath());
    }

    /** A scope over a map. */
    static Scope of(Map<String, ? extends @Nullable Object> values, Path playbookDir) {
        return new MapScope(values, playbookDir);
    }
}
