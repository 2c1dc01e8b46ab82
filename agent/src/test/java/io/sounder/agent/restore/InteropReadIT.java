package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.RestoredFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the original program of this machine writes, ours restores; and both may work on one stanza in turns. */
class InteropReadIT {
    private static final List<String> TYPES = List.of("none", "gz", "lz4", "zst");

    private static EmbeddedPostgres postgres;
    private static RealPgBackRest real;
    private static AgentProgram agent;
    private static int places;

    /** One repository for each compression, with a full, a diff and an incr each; WAL goes to all of them. */
    @BeforeAll
    static void makeRepositories() {
        postgres = EmbeddedPostgres.create(15, List.of("--data-checksums", "--wal-segsize=1"));
        real = RealPgBackRest.of(repository(1), postgres);
        postgres.set("archive_mode", "on")
                .set("archive_command", real.archiveCommand("--compress-type=lz4", path(1), path(2), path(3), path(4)));
        postgres.start();
        agent = AgentProgram.install(postgres.folder("program"), "--log-level-file=off");
        real.run("stanza-create", path(1), path(2), path(3), path(4)).orFail();
        postgres.execute("create table item (id int)", "insert into item select generate_series(1, 1000)");
        for (String type : List.of("full", "diff", "incr")) {
            for (int key = 1; key <= TYPES.size(); key++) {
                real.run(
                                "backup",
                                "--type=" + type,
                                "--compress-type=" + TYPES.get(key - 1),
                                "--start-fast",
                                path(1),
                                path(2),
                                path(3),
                                path(4),
                                "--repo=" + key,
                                "--repo" + key + "-retention-full=9")
                        .orFail();
            }
            postgres.execute(
                    "insert into item select generate_series(1, 1000)", "create table after_" + type + " (id int)");
        }
        postgres.execute("select pg_switch_wal()");
        postgres.stop();
    }

    @AfterAll
    static void remove() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, F", "1, D", "1, I", "2, F", "2, I", "3, F", "3, D", "3, I", "4, F", "4, I"})
    void restoresTheSameBytesAsTheOriginal(int key, String type) throws IOException {
        String set = "--set=" + label(key, type);
        Path ours = postgres.folder("ours" + places);
        Path theirs = postgres.folder("theirs" + places++);

        restorer(key, ours).run("restore", set, "--process-max=2").orFail();
        RealPgBackRest.of(repository(key), postgres)
                .run("restore", set, "--pg1-path=" + theirs)
                .orFail();

        assertThat(withoutControl(ours)).isEqualTo(withoutControl(theirs));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void recoversToTheEndOfTheArchive(int key) {
        Path data = postgres.folder("recovered" + places++);
        restorer(key, data).run("restore", "--archive-mode=off").orFail();

        try (EmbeddedPostgres server = EmbeddedPostgres.restored(15, data)) {
            server.start();
            server.awaitPromotion();
            assertThat(server.query("select count(*) from item")).isEqualTo("4000");
        }
    }

    @Test
    void takesTurnsWithTheOriginalOnOneStanza() {
        try (EmbeddedPostgres shared = EmbeddedPostgres.create(15, List.of("--data-checksums", "--wal-segsize=1"))) {
            Path repo = shared.folder("repo");
            RealPgBackRest original = RealPgBackRest.of(repo, shared);
            AgentProgram own = agent.with(
                    "--repo1-path=" + repo,
                    "--pg1-path=" + shared.data(),
                    "--pg1-socket-path=" + shared.socketFolder(),
                    "--pg1-user=postgres",
                    "--repo1-retention-full=9",
                    "--compress-type=lz4",
                    "--start-fast",
                    "--lock-path=" + repo.resolveSibling("lock"));
            shared.set("archive_mode", "on").set("archive_command", original.archiveCommand());
            shared.start();
            original.run("stanza-create").orFail();
            shared.execute("create table item (id int)", "insert into item select generate_series(1, 1000)");
            original.run("backup", "--type=full", "--compress-type=lz4", "--start-fast", "--repo1-retention-full=9")
                    .orFail();
            shared.execute("insert into item select generate_series(1, 500)");
            own.run("backup", "--type=incr").orFail();
            shared.execute("insert into item select generate_series(1, 250)");
            original.run("backup", "--type=incr", "--start-fast", "--repo1-retention-full=9")
                    .orFail();
            shared.execute("insert into item select generate_series(1, 125)", "select pg_switch_wal()");
            shared.stop();

            Path byOriginal = shared.folder("by-original");
            Path byUs = shared.folder("by-us");
            original.run("restore", "--pg1-path=" + byOriginal, "--archive-mode=off")
                    .orFail();
            own.with("--pg1-path=" + byUs).run("restore", "--archive-mode=off").orFail();

            assertThat(rows(byOriginal)).isEqualTo("1875");
            assertThat(rows(byUs)).isEqualTo("1875");
        }
    }

    private static String rows(Path data) {
        try (EmbeddedPostgres server = EmbeddedPostgres.restored(15, data)) {
            server.start();
            server.awaitPromotion();
            return server.query("select count(*) from item");
        }
    }

    private static AgentProgram restorer(int key, Path data) {
        return agent.with(
                "--repo1-path=" + repository(key),
                "--pg1-path=" + data,
                "--lock-path=" + data.resolveSibling("lock-ours"));
    }

    private static Map<String, String> withoutControl(Path data) throws IOException {
        Map<String, String> checksums = RestoredFolder.checksums(data);
        assertThat(checksums.remove("global/pg_control")).isNotNull();
        return checksums;
    }

    private static Path repository(int key) {
        return postgres.folder("repo" + key);
    }

    private static String path(int key) {
        return "--repo" + key + "-path=" + repository(key);
    }

    private static String label(int key, String type) throws IOException {
        try (Stream<Path> entries = Files.list(repository(key).resolve("backup/" + RealPgBackRest.STANZA))) {
            return entries.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(type))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
