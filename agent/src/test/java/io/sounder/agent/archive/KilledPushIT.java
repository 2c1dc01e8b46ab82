package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push that is killed at any moment leaves either nothing or the whole segment under its name. */
class KilledPushIT {
    private static final String SEGMENT = "000000010000000000000001";
    private static final int SIZE = 64 << 20;

    @TempDir
    Path folder;

    @Test
    void neverLeavesAPartUnderTheNameOfASegment() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = folder.resolve("data");
        Path repo = folder.resolve("repo");
        ControlFiles.write(data, 5, SIZE);
        Path wal = data.resolve(SEGMENT);
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Files.write(wal, content);
        new Repository(1, new PosixStorage(repo), Encryption.none(), "demo")
                .saveArchiveInfo(ArchiveInfo.create(new PgId(5, "15"), Optional.empty()));
        AgentProgram agent = AgentProgram.install(
                folder,
                "--repo1-path=" + repo,
                "--pg1-path=" + data,
                "--lock-path=" + folder.resolve("lock"),
                "--compress-type=gz",
                "--no-archive-header-check",
                "--log-level-file=off");
        Unprivileged.own(folder);

        Process process = new ProcessBuilder(Unprivileged.command(agent.line("archive-push", wal.toString())))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        awaitTemporary(repo, process);
        process.destroyForcibly().onExit().join();

        assertThat(segments(repo)).allMatch(name -> name.endsWith(".pgbackrest.tmp"));
        assertThat(agent.run("archive-get", SEGMENT, folder.resolve("got").toString())
                        .exitCode())
                .isEqualTo(1);
        agent.run("archive-push", wal.toString()).orFail();
        agent.run("archive-get", SEGMENT, data.resolve("got").toString()).orFail();
        assertThat(Files.mismatch(wal, data.resolve("got"))).isEqualTo(-1);
    }

    private static void awaitTemporary(Path repo, Process process) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (segments(repo).isEmpty()) {
            assertThat(process.isAlive()).as("push still runs").isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static List<String> segments(Path repo) throws IOException {
        Path segments = repo.resolve("archive/demo/15-1/0000000100000000");
        if (!Files.exists(segments)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(segments)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
