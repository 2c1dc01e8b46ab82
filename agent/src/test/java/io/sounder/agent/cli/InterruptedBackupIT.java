package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup that is ended in the middle of its copy harms nothing, and the next one continues it. */
class InterruptedBackupIT {
    /** Sizes of sparse files: one that is copied for long, one that is stored meanwhile and large enough to be noted. */
    private static final long LONG = 20L << 30;

    private static final long NOTED = 300L << 20;

    private static ProtectedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = ProtectedCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextBackupContinues(boolean killed) throws IOException {
        Path large = sparse("large", LONG);
        Path noted = sparse("noted", NOTED);
        Process running =
                cluster.background(cluster.agent().line("backup", "--type=full", "--manifest-save-threshold=1MiB"));
        cluster.await(running, InterruptedBackupIT::somethingIsSaved);
        if (killed) {
            running.destroyForcibly().onExit().join();
        } else {
            running.destroy();
            assertThat(running.onExit().join().exitValue()).isEqualTo(63);
            assertThat(cluster.output()).contains("terminated on signal");
        }
        Files.delete(large);

        Path aborted = unfinished().orElseThrow();
        assertThat(aborted.resolve("backup.manifest")).doesNotExist();
        assertThat(verified()).doesNotContain("invalid");
        ProcessResult next = cluster.agent()
                .run("backup", "--type=full", "--log-level-console=detail")
                .orFail();
        assertThat(next.output())
                .contains("resumable backup " + aborted.getFileName() + " of same type exists")
                .contains("checksum resumed file " + noted);
        assertThat(aborted.resolve("backup.manifest")).exists();
        assertThat(aborted.resolve("pg_data/" + large.getFileName() + ".lz4")).doesNotExist();
        assertThat(verified()).doesNotContain("invalid");
        assertThat(unfinished()).isEmpty();
    }

    private static Path sparse(String name, long size) throws IOException {
        Path path = cluster.postgres().data().resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        Unprivileged.own(path);
        return path;
    }

    private static String verified() {
        return cluster.original().run("verify").orFail().output();
    }

    /** Whether the manifest copy tells of stored files, without which there is nothing to continue. */
    private static boolean somethingIsSaved() {
        return unfinished()
                .map(backup -> backup.resolve("backup.manifest.copy"))
                .filter(Files::exists)
                .filter(copy -> text(copy).contains("\"checksum\":"))
                .isPresent();
    }

    private static Optional<Path> unfinished() {
        Path backups = cluster.repository().resolve("backup/demo");
        try (Stream<Path> labels = Files.list(backups)) {
            return labels.filter(Files::isDirectory)
                    .filter(label -> label.getFileName().toString().endsWith("F"))
                    .filter(label -> !Files.exists(label.resolve("backup.manifest")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
