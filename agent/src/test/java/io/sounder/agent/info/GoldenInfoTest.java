package io.sounder.agent.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.os.LockContent;
import io.sounder.agent.os.LockType;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.GoldenRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What info says about repositories of the original, against what the original says. */
final class GoldenInfoTest {
    private static final LockLookup NO_LOCKS = (stanza, type, key) -> Optional.empty();
    private static final InfoRequest EVERYTHING = new InfoRequest(Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-none",
                "gz",
                "gz-timeline",
                "gz-bundle-block",
                "lz4-bundle-block",
                "v245-lz4",
                "bz2-tablespace",
                "lz4-bundle-aes",
                "zst-bundle-block-aes"
            })
    void bothOutputsEqualThoseOfTheOriginal(String name) throws IOException {
        InfoReport report = new Info(EVERYTHING, List.of(golden(1, name)), NO_LOCKS).run();

        assertThat(report.json(false)).isEqualTo(expected(name + ".info.json"));
        assertThat(report.text(() -> ZoneOffset.UTC, false)).isEqualTo(expected(name + ".info.txt"));
    }

    @Test
    void aSingleBackupIsShownWithWhatItsManifestTells() {
        String label = "20261120-203642F_20261120-203647D";
        InfoRequest request = new InfoRequest(Optional.of("demo"), Optional.of(label), Optional.empty());
        InfoReport report = new Info(request, List.of(golden(1, "bz2-tablespace")), NO_LOCKS).run();

        assertThat(report.json(false))
                .contains("\"database-ref\":[{\"name\":\"app\",\"oid\":16412},{\"name\":\"postgres\",\"oid\":5}]")
                .contains("\"link\":null")
                .contains("\"tablespace\":[{\"destination\":\"/var/lib/postgresql/15/demo_ts1\",\"name\":\"ts1\","
                        + "\"oid\":16384}]");
        assertThat(report.text(() -> ZoneId.of("Asia/Kolkata"), false)).endsWith("""

                                diff backup: 20261120-203642F_20261120-203647D
                                    timestamp start/stop: 2026-11-21 02:06:47+0530 / 2026-11-21 02:06:49+0530
                                    wal start/stop: 000000010000000000000004 / 000000010000000000000004
                                    lsn start/stop: 0/4000028 / 0/4000100
                                    database size: 23.1MB, database backup size: 208.3KB
                                    repo1: backup set size: 2.5MB, backup size: 14.3KB
                                    backup reference list: 20261120-203642F
                                    database list: app (16412), postgres (5)
                                    tablespaces:
                                        ts1 (16384) => /var/lib/postgresql/15/demo_ts1
                        """.indent(0));
    }

    @Test
    void anUnknownBackupIsAStatusOfItsOwn() {
        InfoRequest request = new InfoRequest(Optional.of("demo"), Optional.of("latest"), Optional.empty());

        assertThat(new Info(request, List.of(golden(1, "gz")), NO_LOCKS).run().json(false))
                .contains("\"status\":{\"code\":6,\"message\":\"requested backup not found\"}");
    }

    @Test
    void theTypeFiltersBackupsButNotTheStatus() {
        InfoRequest request = new InfoRequest(Optional.of("demo"), Optional.empty(), Optional.of(BackupType.DIFF));

        assertThat(new Info(request, List.of(golden(1, "gz")), NO_LOCKS).run().json(false))
                .contains("\"backup\":[]")
                .contains("\"message\":\"ok\"");
    }

    @Test
    void anUnreadableRepositoryIsReportedBesideAHealthyOne() {
        InfoReport report = new Info(
                        EVERYTHING,
                        List.of(
                                new RepositorySource(
                                        1,
                                        Encryption.of(CipherType.AES_256_CBC, "another pass phrase"),
                                        golden(1, "lz4-bundle-aes").storage()),
                                golden(2, "gz")),
                        NO_LOCKS)
                .run();

        assertThat(report.text(() -> ZoneOffset.UTC, false)).startsWith("""
                        stanza: demo
                            status: mixed
                                repo1: error (other)
                                       [CryptoError]\s""").contains("""
                                repo2: ok
                            cipher: mixed
                                repo1: aes-256-cbc
                                repo2: none
                        """);
        assertThat(report.json(false)).contains("\"code\":99").contains("\"message\":\"different across repos\"");
    }

    @Test
    void differentClustersUnderOneNameAreAMismatch() {
        InfoReport report = new Info(EVERYTHING, List.of(golden(1, "gz"), golden(3, "v245-lz4")), NO_LOCKS).run();

        assertThat(report.text(() -> ZoneOffset.UTC, false)).startsWith("""
                        stanza: demo
                            status: error (database mismatch across repos)
                                repo1: ok
                                repo3: ok
                            cipher: none

                            db (prior)
                                wal archive min/max (15): 00000001000000000000000B/00000001000000000000000E
                        """);
    }

    @Test
    void nothingIsSaidAboutAStanzaThatDoesNotExist() {
        InfoRequest request = new InfoRequest(Optional.of("demo"), Optional.empty(), Optional.empty());
        RepositorySource empty = new RepositorySource(1, Encryption.none(), () -> new PosixStorage(folder));
        InfoReport report = new Info(request, List.of(empty), NO_LOCKS).run();

        assertThat(report.json(false))
                .isEqualTo("[{\"archive\":[],\"backup\":[],\"cipher\":\"none\",\"db\":[],\"name\":\"demo\",\"repo\":"
                        + "[{\"cipher\":\"none\",\"key\":1,\"status\":{\"code\":1,\"message\":\"missing stanza path\"}}],"
                        + "\"status\":{\"code\":1,\"lock\":{\"backup\":{\"held\":false},\"restore\":{\"held\":false}},"
                        + "\"message\":\"missing stanza path\"}}]");
        assertThat(report.text(() -> ZoneOffset.UTC, false))
                .isEqualTo("stanza: demo\n    status: error (missing stanza path)\n");
        assertThat(new Info(EVERYTHING, List.of(empty), NO_LOCKS).run().text(() -> ZoneOffset.UTC, false))
                .isEqualTo("No stanzas exist in the repository.\n");
    }

    @Test
    void aRunningBackupShowsItsProgress() {
        LockContent.Progress progress = new LockContent.Progress(4200, 1000, 420);
        LockLookup locks = (stanza, type, key) -> type == LockType.BACKUP
                ? Optional.of(new LockContent("1-00000000", 1, Optional.of(progress)))
                : Optional.empty();
        InfoReport report = new Info(EVERYTHING, List.of(golden(1, "gz")), locks).run();

        assertThat(report.text(() -> ZoneOffset.UTC, true))
                .isEqualTo("stanza: demo\n    status: ok (backup/expire running - 42.00% complete)\n");
        assertThat(report.json(true))
                .isEqualTo("[{\"name\":\"demo\",\"status\":{\"code\":0,\"lock\":{\"backup\":{\"held\":true,\"repo\":"
                        + "[{\"key\":1,\"size\":1000,\"size-cplt\":420}],\"size\":1000,\"size-cplt\":420},"
                        + "\"restore\":{\"held\":false}},\"message\":\"ok\"}}]");
    }

    private RepositorySource golden(int key, String name) {
        Path into = folder.resolve(name);
        try {
            Files.createDirectories(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path root = new GoldenRepository(name).unpack(into);
        Encryption encryption = name.endsWith("aes")
                ? Encryption.of(CipherType.AES_256_CBC, "golden-repository-passphrase")
                : Encryption.none();
        return new RepositorySource(key, encryption, () -> new PosixStorage(root));
    }

    private static String expected(String file) throws IOException {
        return Files.readString(GoldenRepository.folder().resolve(file));
    }
}
