package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where tests make clusters, backups and restores: in memory on machines with plenty of it, for each syncs every file, which
 * takes most of the time on a disk; else in {@code /tmp}. All users can reach it.
 */
public final class Scratch {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long PLENTY = 6L << 30;

    private Scratch() {}

    /** The parent for new folders of tests. */
    public static Path parent() {
        try {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > PLENTY && runsPrograms()
                    ? MEMORY
                    : Path.of("/tmp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runsPrograms() throws IOException {
        Path program = Files.createTempFile(MEMORY, "sounder", ".sh");
        try {
            return program.toFile().setExecutable(true) && Files.isExecutable(program);
        } finally {
            Files.delete(program);
        }
    }
}
