package io.sounder.controller.cli;

import io.sounder.controller.module.Questions;
import java.io.Console;
import java.util.Optional;

/** Asks at the terminal that this program was started from, if there is one. */
final class AtTerminal implements Questions {
    @Override
    @SuppressWarnings("SystemConsoleNull") // The contract still allows null.
    public Optional<String> ask(String text, boolean hidden) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        if (hidden) {
            char[] typed = console.readPassword("%s", text);
            return typed == null ? Optional.empty() : Optional.of(new String(typed));
        }
        return Optional.ofNullable(console.readLine("%s", text));
    }
}
