package io.sounder.agent.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** The terminal that somebody may be watching. */
final class Terminal {
    private Terminal() {}

    /** Standard error if it is a terminal. */
    static Optional<PrintStream> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(_ -> System.err);
    }
}
