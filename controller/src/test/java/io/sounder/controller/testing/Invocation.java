package io.sounder.controller.testing;

import io.sounder.controller.cli.Commands;
import io.sounder.controller.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One command line that ran in this process: its exit code and what it printed. */
public record Invocation(int code, String out, String err) {
    public static Invocation of(String... words) {
        return in(Map.of(), words);
    }

    /** A command line in an environment. */
    public static Invocation in(Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int code = new Commands(new Terminal(outStream, errStream, false, environment)).run(words);
            return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    /** The sentences of errors, without hints and warnings. */
    public java.util.List<String> errors() {
        return err.lines()
                .filter(line -> !line.startsWith("HINT: ") && !line.startsWith("[WARNING]: "))
                .toList();
    }
}
