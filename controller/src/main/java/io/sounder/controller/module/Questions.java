package io.sounder.controller.module;

import java.util.Optional;

/** Asks the person at the terminal. */
public interface Questions {
    /** Nobody is there. */
    Questions NOBODY = (text, hidden) -> Optional.empty();

    /**
     * The answer, without the end of its line; empty if nobody can be asked.
     *
     * @param hidden whether the answer is not shown while it is typed
     */
    Optional<String> ask(String text, boolean hidden);
}
