package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.vault.Prompt;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks on the terminal without showing the answer; where there is none, a line of standard input is the answer. */
final class ConsolePrompt implements Prompt {
    private final PrintStream err;
    private @Nullable BufferedReader lines;

    /** @param err for the question where there is no terminal */
    ConsolePrompt(PrintStream err) {
        this.err = err;
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // The contract still allows null.
    public String ask(String question) {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] answer = console.readPassword("%s", question);
            if (answer != null) {
                return new String(answer);
            }
            throw unanswered(question);
        }
        err.print(question);
        err.println();
        String line = line();
        if (line == null) {
            throw unanswered(question);
        }
        return line;
    }

    private synchronized @Nullable String line() {
        BufferedReader reader = lines;
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            lines = reader;
        }
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read the answer: " + e.getMessage(), e);
        }
    }

    private static ControllerException unanswered(String question) {
        return new ControllerException(
                ExitCode.ERROR, "no answer to '" + question.strip().replaceFirst(":$", "") + "'");
    }
}
