package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the names of the hosts that failed or were not reached to a file for {@code --limit @FILE}. */
public final class RetryFile implements Quiet {
    private final Path file;
    private final PrintStream out;
    private final PrintStream err;

    public RetryFile(Path file, PrintStream out, PrintStream err) {
        this.file = file;
        this.out = out;
        this.err = err;
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        List<String> lost = counts.entrySet().stream()
                .filter(one -> one.getValue().failed() + one.getValue().unreachable() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, String.join("\n", lost) + "\n");
            out.println("\tto retry, use: --limit @" + file);
        } catch (IOException e) {
            err.println("[WARNING]: cannot write the retry file '" + file + "': " + e.getMessage());
        }
    }
}
