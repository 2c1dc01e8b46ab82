package io.sounder.controller.playbook;

import java.util.ArrayList;
import java.util.List;

/** What static imports of roles bring to the whole play: variables and handlers. Used by one thread. */
public final class Imports {
    private final List<Role> roles = new ArrayList<>();
    private final List<Step.Task> handlers = new ArrayList<>();

    void add(RoleLoader.Loaded loaded) {
        roles.addAll(loaded.roles());
        handlers.addAll(loaded.handlers());
    }

    public List<Role> roles() {
        return List.copyOf(roles);
    }

    public List<Step.Task> handlers() {
        return List.copyOf(handlers);
    }
}
