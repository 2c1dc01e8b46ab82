package io.sounder.controller;

import io.sounder.controller.cli.Colours;
import io.sounder.controller.cli.Commands;
import io.sounder.controller.cli.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Map<String, String> environment = System.getenv();
        boolean terminal = isTerminal();
        boolean live = terminal && !"dumb".equals(environment.get("TERM"));
        boolean colours = Colours.wanted(terminal, environment);
        System.exit(new Commands(new Terminal(out, err, colours, live, environment)).run(args));
    }

    @SuppressWarnings("SystemConsoleNull") // The contract still allows null.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
