package io.sounder.agent.expire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups about which nothing is known do not stop an expire, and stay. */
final class UnreadableManifestTest {
    private static final String NEWEST = "20991231-000000F";
    private static final String OLDER = "20201231-000000F";

    @TempDir
    private Path folder;

    private Path backups;

    @BeforeEach
    void unpack() {
        backups = new GoldenRepository("gz").unpack(folder).resolve("backup/demo");
    }

    private InProcess expire() {
        return InProcess.run(
                "--config=/dev/null",
                "--stanza=demo",
                "--log-level-file=off",
                "--log-level-console=info",
                "--lock-path=" + folder.resolve("lock"),
                "--repo1-path=" + folder.resolve("repo"),
                "--repo1-retention-full=1",
                "expire");
    }

    @Test
    void aBackupThatMayBeRunningStays() throws IOException {
        Files.createDirectories(backups.resolve(NEWEST));
        Files.writeString(backups.resolve(NEWEST + "/backup.manifest.copy"), "half writ");
        Files.createDirectories(backups.resolve(OLDER));

        InProcess result = expire();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("backup " + NEWEST + " is kept, for it may be running");
        assertThat(backups.resolve(NEWEST)).exists();
        assertThat(backups.resolve(OLDER)).doesNotExist();
    }

    @Test
    void aFinishedBackupWhoseManifestCannotBeReadStays() throws IOException {
        Files.createDirectories(backups.resolve(OLDER));
        Files.writeString(backups.resolve(OLDER + "/backup.manifest"), "half writ");

        InProcess result = expire();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("backup " + OLDER + " is kept, for its manifest cannot be read");
        assertThat(backups.resolve(OLDER)).exists();
    }
}
