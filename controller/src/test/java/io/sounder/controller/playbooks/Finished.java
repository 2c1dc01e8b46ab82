package io.sounder.controller.playbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a program ended: its exit code and both outputs in one text. */
record Finished(int code, String output) {

    /** Runs a program to its end, at most three minutes. */
    static Finished running(List<String> command) {
        return running(3, command);
    }

    /** Runs a program to its end, at most so many minutes. */
    static Finished running(int minutes, List<String> command) {
        try {
            Path output = Files.createTempFile("sounder-program", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("no end after " + minutes + " minutes: " + command);
                }
                return new Finished(process.exitValue(), Files.readString(output));
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

    /** What it printed, or a failure that shows it. */
    String orFail() {
        if (code != 0) {
            throw new AssertionError("exit code " + code + ":\n" + output);
        }
        return output;
    }
}
