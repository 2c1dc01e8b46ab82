package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.ResidentAgent;
import io.sounder.agent.testing.RestoredFolder;
import io.sounder.agent.testing.Scratch;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Repositories that the original program wrote restore to its bytes and recover to the known rows. Most servers fetch WAL
 * within the test, the one that changes timelines by processes.
 */
class GoldenRestoreIT {
    private static final String ACCOUNTS = "select count(*) || ', ' || sum(id) || ', ' || sum(balance) from account";
    private static final String EVENTS =
            "select count(*) || ', ' || sum(id) || ', ' ||" + " md5(string_agg(payload, ',' order by id)) from event";

    private static final String[] CIPHER = {
        "--repo1-cipher-type=aes-256-cbc", "--repo1-cipher-pass=golden-repository-passphrase"
    };

    private static Path root;
    private static AgentProgram agent;
    private static ResidentAgent resident;

    @BeforeAll
    static void install() throws IOException {
        root = Files.createTempDirectory(Scratch.parent(), "sounder-golden");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Unprivileged.own(root);
        agent = AgentProgram.install(root, "--log-level-console=detail");
        resident = ResidentAgent.start(root);
    }

    @AfterAll
    static void remove() {
        resident.close();
        FolderTree.delete(root);
    }

    @ParameterizedTest
    @CsvSource({
        "plain-none, 20261120-203559F",
        "gz, 20261120-203608F",
        "v245-lz4, 20261120-203657F",
        "v245-lz4, 20261120-203657F_20261120-203701I",
        "gz-timeline, 20261120-204130F",
        "gz-timeline, 20261120-204130F_20261120-204134I",
        "lz4-bundle-block, 20261120-203825F",
        "lz4-bundle-block, 20261120-203825F_20261120-203827D",
        "lz4-bundle-block, 20261120-203825F_20261120-203829I",
        "lz4-bundle-block, 20261120-203825F_20261120-203832I",
        "gz-bundle-block, 20261120-211130F",
        "gz-bundle-block, 20261120-211130F_20261120-211132I",
        "bz2-tablespace, 20261120-203642F",
        "bz2-tablespace, 20261120-203642F_20261120-203647D",
        "lz4-bundle-aes, 20261120-212459F",
        "lz4-bundle-aes, 20261120-212459F_20261120-212502I",
        "zst-bundle-block-aes, 20261120-203631F",
        "zst-bundle-block-aes, 20261120-203631F_20261120-203633I"
    })
    void restoresTheBytesOfTheOriginal(String fixture, String label) throws IOException {
        try (Place place = new Place(fixture)) {
            place.restore("--set=" + label, "--process-max=2");

            assertThat(RestoredFolder.checksums(place.data)).isEqualTo(new GoldenRepository(fixture).checksums(label));
            assertThat(place.data.resolve(Restore.MANIFEST)).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain-none",
        "gz",
        "v245-lz4",
        "gz-timeline",
        "lz4-bundle-block",
        "gz-bundle-block",
        "bz2-tablespace",
        "lz4-bundle-aes",
        "zst-bundle-block-aes"
    })
    void recoversToTheEndOfTheArchive(String fixture) throws IOException {
        recovers(fixture, "end_of_archive", List.of(resident.option()));
    }

    @ParameterizedTest
    @CsvSource({"plain-none", "gz", "v245-lz4", "gz-timeline", "lz4-bundle-block", "gz-bundle-block"})
    void recoversToTheNamedPoint(String fixture) throws IOException {
        recovers(
                fixture,
                "at_target",
                List.of("--type=name", "--target=golden", "--target-action=promote", resident.option()));
    }

    @ParameterizedTest
    @CsvSource({"plain-none", "gz", "v245-lz4", "gz-timeline", "lz4-bundle-block", "gz-bundle-block", "lz4-bundle-aes"})
    void recoversToTheTime(String fixture) throws IOException {
        String time = new GoldenRepository(fixture).truth().text("target_time");
        recovers(
                fixture,
                "at_target",
                List.of("--type=time", "--target=" + time, "--target-action=promote", resident.option()));
    }

    @ParameterizedTest
    @CsvSource({"gz-timeline, 20261120-204130F"})
    void followsTheLatestTimelineFromABackupOfAnOlderOne(String fixture, String label) throws IOException {
        recovers(fixture, "end_of_archive", List.of("--set=" + label));
    }

    private static void recovers(String fixture, String goal, List<String> options) throws IOException {
        GoldenRepository.Truth truth = new GoldenRepository(fixture).truth().at(goal);
        try (Place place = new Place(fixture)) {
            place.restore(options.toArray(String[]::new));
            try (EmbeddedPostgres server = EmbeddedPostgres.restored(15, place.data)) {
                server.set("archive_mode", "off");
                server.start();
                server.awaitPromotion();

                assertThat(server.query(ACCOUNTS)).isEqualTo(truth.row("account", "count", "sum_id", "sum_balance"));
                assertThat(server.query(EVENTS)).isEqualTo(truth.row("event", "count", "sum_id", "md5_payload"));
                assertThat(server.query("select count(*) from empty_table"))
                        .isEqualTo(truth.row("empty_table", "count"));
                assertThat(server.query("select count(*) from scratch")).isEqualTo(truth.row("scratch", "count"));
            }
        }
    }

    /** A repository and a data folder of one test. */
    private static final class Place implements AutoCloseable {
        private final Path folder;
        private final Path repository;
        private final Path data;
        private final boolean encrypted;

        Place(String fixture) throws IOException {
            encrypted = fixture.endsWith("-aes");
            folder = Files.createTempDirectory(root, fixture);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            repository = new GoldenRepository(fixture).unpack(folder);
            data = folder.resolve("data");
            Unprivileged.own(folder);
        }

        void restore(String... options) {
            AgentProgram here = (encrypted ? agent.with(CIPHER) : agent)
                    .with(
                            "--repo1-path=" + repository,
                            "--pg1-path=" + data,
                            "--tablespace-map-all=" + folder.resolve("tablespaces"),
                            "--lock-path=" + folder.resolve("lock"),
                            "--log-path=" + folder,
                            "--spool-path=" + folder.resolve("spool"));
            here.run(Stream.concat(Stream.of("restore"), Stream.of(options)).toArray(String[]::new))
                    .orFail();
        }

        @Override
        public void close() {
            FolderTree.delete(folder);
        }
    }
}
