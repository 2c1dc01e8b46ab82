package io.sounder.agent;

import io.sounder.agent.cli.Program;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Starts the agent with pgBackRest's command line. */
public final class Main {
    private static final int BUFFER = 8192;

    private Main() {}

    /** Runs the command in the arguments and ends the process with its exit code. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        StartAhead.begin(words);
        PrintStream out = stream(FileDescriptor.out);
        PrintStream standardError = stream(FileDescriptor.err);
        int code = new Program(
                        System.getenv(),
                        new FileInputStream(FileDescriptor.in),
                        out,
                        standardError,
                        Clock.systemUTC(),
                        System.getProperty("sounder.command", "pgbackrest"))
                .run(words);
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, StandardCharsets.UTF_8);
    }
}
