package io.sounder.controller.playbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role as one play uses it.
 *
 * @param name as the play names it
 * @param folder absolute
 * @param defaults weakest variables
 * @param vars variables stronger than the play's
 * @param params extra keys of the role entry, stronger still
 * @param use equal for uses of the role of which a play carries out one; empty if it carries out every one
 * @param parents roles that depend on this one or include it, nearest first
 */
public record Role(
        String name,
        Path folder,
        Map<String, @Nullable Object> defaults,
        Map<String, @Nullable Object> vars,
        Map<String, @Nullable Object> params,
        String use,
        List<Role> parents) {
    @Override
    public String toString() {
        return name;
    }
}
