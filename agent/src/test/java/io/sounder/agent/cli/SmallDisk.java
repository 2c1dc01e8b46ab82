package io.sounder.agent.cli;

import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few megabytes that can be filled; only root can make one. */
record SmallDisk(Path folder) implements AutoCloseable {
    private static final int PAGE = 4096;

    /** Mounts it on an existing folder; skips the test, visibly, where that is not allowed. */
    static SmallDisk mount(Path folder, int megabytes) {
        Assumptions.assumeTrue(Unprivileged.root(), "only root can mount a small disk");
        ProcessResult mounted = ProcessResult.of(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()));
        Assumptions.assumeTrue(mounted.exitCode() == 0, "no right to mount a small disk");
        Unprivileged.own(folder);
        return new SmallDisk(folder);
    }

    /** Fills it but for so many bytes. */
    void fill(long free) throws IOException {
        byte[] page = new byte[PAGE];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (folder.toFile().getUsableSpace() >= free + PAGE) {
                out.write(page);
            }
        }
    }

    /** Makes room again. */
    void empty() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        ProcessResult.of(List.of("umount", "-l", folder.toString())).orFail();
    }
}
