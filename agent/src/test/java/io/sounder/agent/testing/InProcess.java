package io.sounder.agent.testing;

import io.sounder.agent.cli.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A command line run within the test's process, as its user.
 *
 * @param exitCode what the process would end with
 * @param output standard output alone
 * @param errors standard error alone
 */
public record InProcess(int exitCode, String output, String errors) {

    /** Runs a command to its end, with an empty environment. */
    public static InProcess run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** The same with a text as standard input. */
    public static InProcess runWithInput(String input, String... arguments) {
        return run(Clock.systemUTC(), input, arguments);
    }

    /** The same with another clock. */
    public static InProcess runAt(Clock clock, String... arguments) {
        return run(clock, "", arguments);
    }

    private static InProcess run(Clock clock, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Program(
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        print(out),
                        print(err),
                        clock,
                        "x")
                .run(List.of(arguments));
        return new InProcess(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** This run, or a failure that shows what it wrote when it did not end with 0. */
    public InProcess orFail() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + ":\n" + output + errors);
        }
        return this;
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
