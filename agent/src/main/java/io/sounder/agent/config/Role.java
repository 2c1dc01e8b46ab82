package io.sounder.agent.config;

import java.util.Locale;
import java.util.Optional;

/** Which process of a command this is: written behind the command, as in {@code archive-push:async}. */
public enum Role {
    MAIN,
    ASYNC,
    LOCAL,
    REMOTE;

    /** The word behind the colon. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> find(String id) {
        for (Role role : values()) {
            if (role.id().equals(id)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
