package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.RestoredFolder;
import io.sounder.agent.testing.Scratch;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restore that is killed leaves a folder that does not start, and delta completes it. */
class KilledIT {
    private static final GoldenRepository GOLDEN = new GoldenRepository("v245-lz4");
    private static final String LABEL = "20261120-203657F_20261120-203701I";

    private Path root;
    private Path data;
    private AgentProgram agent;

    @BeforeEach
    void install() throws IOException {
        root = Files.createTempDirectory(Scratch.parent(), "sounder-killed");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = root.resolve("data");
        Path repository = GOLDEN.unpack(root);
        agent = AgentProgram.install(
                root,
                "--repo1-path=" + repository,
                "--pg1-path=" + data,
                "--lock-path=" + root.resolve("lock"),
                "--log-level-file=off");
        Unprivileged.own(root);
    }

    @AfterEach
    void remove() {
        FolderTree.delete(root);
    }

    @Test
    void resumesWithDelta() throws IOException {
        Process process = new ProcessBuilder(Unprivileged.command(agent.line("restore")))
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("killed.log").toFile())
                .start();
        awaitSomeFiles(process);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();

        assertThat(data.resolve(Restore.MANIFEST)).exists();
        assertThat(data.resolve("global/pg_control")).doesNotExist();
        assertThat(agent.run("restore").exitCode()).isEqualTo(40);
        agent.run("restore", "--delta").orFail();
        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
        assertThat(data.resolve(Restore.MANIFEST)).doesNotExist();
    }

    private void awaitSomeFiles(Process process) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (count(data.resolve("base/5")) < 5) {
            assertThat(process.isAlive()).as("restore still runs").isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static int count(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }
}
