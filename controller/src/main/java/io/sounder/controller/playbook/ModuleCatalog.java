package io.sounder.controller.playbook;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the parser has to know of modules to refuse wrong tasks before anything runs. */
public interface ModuleCatalog {
    /** Whether there is a module of that name, without any prefix. */
    boolean has(String module);

    /** Whether there is a lookup of that name, for {@code with_<name>}. */
    boolean hasLookup(String name);

    /**
     * What is wrong with arguments, as far as it shows before templates are evaluated.
     *
     * @param named as written
     * @param free the free-form text, or null
     * @param complete whether no other arguments can join them while the play runs
     */
    Optional<String> complaint(
            String module, Map<String, @Nullable Object> named, @Nullable String free, boolean complete);
}
