package io.sounder.controller.engine;

import java.util.Optional;

/** Holds tasks back until the one named by {@code --start-at-task} comes. Used by one thread. */
final class StartAt {
    private Optional<String> wanted;

    StartAt(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /** Whether a task of that title runs. */
    boolean reached(String title) {
        if (wanted.isPresent()) {
            String name = wanted.get();
            if (title.equals(name) || title.endsWith(" : " + name)) {
                wanted = Optional.empty();
            }
        }
        return wanted.isEmpty();
    }
}
