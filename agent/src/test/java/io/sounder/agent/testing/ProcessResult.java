package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a finished program left: its exit code and both outputs in one text, in order. */
public record ProcessResult(int exitCode, String output) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Runs a program to its end, at most two minutes. */
    public static ProcessResult of(List<String> command) {
        return of(command, Path.of("/"));
    }

    /** Runs a program in a folder to its end, at most two minutes. */
    public static ProcessResult of(List<String> command, Path folder) {
        return of(command, folder, LIMIT);
    }

    /** Runs a program in a folder to its end, at most so long. */
    static ProcessResult of(List<String> command, Path folder, Duration limit) {
        try {
            Path output = Files.createTempFile("sounder-process", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(limit)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("no end after " + limit + ": " + command);
                }
                return new ProcessResult(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** This result, or a failure that shows the output when the program did not end with 0. */
    public ProcessResult orFail() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + ":\n" + output);
        }
        return this;
    }
}
