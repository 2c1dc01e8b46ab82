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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles and blocks: ours and the original build on each other's backups, and each restores all of them alike. */
class BundleIT {
    private static final String[] BUNDLES = {"--repo1-bundle", "--repo1-bundle-size=1MiB", "--repo1-bundle-limit=256KiB"
    };
    private static final String[] BLOCKS = {"--repo1-bundle", "--repo1-block", "--repo1-bundle-limit=1MiB"};

    /** A cluster, and both programs for one repository. */
    private static final class Both implements AutoCloseable {
        private final EmbeddedPostgres postgres =
                EmbeddedPostgres.create(15, List.of("--data-checksums", "--wal-segsize=1"));
        private final Path repository = postgres.folder("repo");
        private final String[] options;
        private final RealPgBackRest original;
        private final AgentProgram own;
        private int places;

        Both(boolean newer, String type, String... options) {
            this.options = Stream.concat(
                            Stream.of("--compress-type=" + type, "--repo1-retention-full=9", "--start-fast"),
                            Arrays.stream(options))
                    .toArray(String[]::new);
            original = newer ? RealPgBackRest.newer(repository, postgres) : RealPgBackRest.of(repository, postgres);
            own = AgentProgram.install(
                    postgres.folder("program"),
                    Stream.concat(
                                    Stream.of(
                                            "--repo1-path=" + repository,
                                            "--pg1-path=" + postgres.data(),
                                            "--pg1-socket-path=" + postgres.socketFolder(),
                                            "--pg1-user=postgres",
                                            "--process-max=2",
                                            "--log-level-file=off",
                                            "--lock-path=" + repository.resolveSibling("lock")),
                                    Arrays.stream(this.options))
                            .toArray(String[]::new));
            postgres.set("archive_mode", "on").set("archive_command", original.archiveCommand());
            postgres.start();
            original.run("stanza-create").orFail();
        }

        void ours(String type, String... more) {
            own.run(Stream.concat(Stream.of("backup", "--type=" + type), Arrays.stream(more))
                            .toArray(String[]::new))
                    .orFail();
        }

        void theirs(String type) {
            List<String> line = new ArrayList<>(List.of("backup", "--type=" + type));
            line.addAll(List.of(options));
            original.run(line.toArray(String[]::new)).orFail();
        }

        void sql(String... statements) {
            postgres.execute(statements);
            postgres.execute("checkpoint");
        }

        List<String> labels() throws IOException {
            try (Stream<Path> entries = Files.list(repository.resolve("backup/" + RealPgBackRest.STANZA))) {
                return entries.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.startsWith("2"))
                        .sorted()
                        .toList();
            }
        }

        /** Every backup is restored by both, ours also by delta over the restored backup before. */
        void restoreAllAlike() throws IOException {
            Path delta = postgres.folder("delta");
            for (String label : labels()) {
                Path theirs = postgres.folder("theirs" + places);
                Path ours = postgres.folder("ours" + places++);
                original.run("restore", "--set=" + label, "--pg1-path=" + theirs)
                        .orFail();
                restore(ours, "--set=" + label);
                restore(delta, "--set=" + label, "--delta");
                Map<String, String> expected = withoutControl(theirs);
                assertThat(withoutControl(ours)).as(label).isEqualTo(expected);
                assertThat(withoutControl(delta)).as(label + " by delta").isEqualTo(expected);
                FolderTree.delete(theirs);
                FolderTree.delete(ours);
            }
        }

        void restore(Path data, String... more) {
            own.with("--pg1-path=" + data)
                    .run(Stream.concat(Stream.of("restore"), Arrays.stream(more))
                            .toArray(String[]::new))
                    .orFail();
        }

        void verify() {
            String text = original.run("verify", "--log-level-console=detail")
                    .orFail()
                    .output();
            assertThat(text).doesNotContain("invalid", "error:yes").contains("completed successfully");
        }

        @Override
        public void close() {
            postgres.close();
        }
    }

    private static Map<String, String> withoutControl(Path data) throws IOException {
        Map<String, String> checksums = RestoredFolder.checksums(data);
        assertThat(checksums.remove("global/pg_control")).isNotNull();
        return checksums;
    }

    @ParameterizedTest
    @ValueSource(strings = "lz4")
    void buildsOnBundlesOfTheOriginalAndTheOtherWayRound(String type) throws IOException {
        try (Both both = new Both(false, type, BUNDLES)) {
            both.sql(
                    "create table item as select n, repeat('x', 50) from generate_series(1, 9000) n",
                    "create table small (n int)",
                    "create table empty (n int)");
            both.ours("full");
            both.sql("insert into small select generate_series(1, 100)", "insert into item values (0, 'incr')");
            both.theirs("incr");
            both.sql("update small set n = n + 1", "insert into item values (0, 'incr')");
            both.ours("incr");
            both.sql("truncate small", "create table later as select generate_series(1, 10) n");
            both.ours("diff");
            both.ours("incr", "--repo1-bundle=n");
            both.sql("insert into later values (1)");
            both.theirs("incr");
            both.theirs("full");
            both.sql("insert into later values (1)");
            both.ours("incr");
            both.verify();
            both.restoreAllAlike();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "zst")
    void buildsOnBlocksOfTheOriginalAndTheOtherWayRound(String type) throws IOException {
        try (Both both = new Both(true, type, BLOCKS)) {
            both.sql(
                    "create table item as select n, md5(n::text) || repeat('x', 50) as t from generate_series(1, 40000) n",
                    "create index on item (t)",
                    "create table small as select n from generate_series(1, 9000) n");
            both.ours("full");
            both.sql("update item set t = 'changed' where n % 997 = 0", "update small set n = 0 where n = 77");
            both.theirs("incr");
            both.sql(
                    "insert into item select n, 'more' from generate_series(1, 9000) n",
                    "delete from small where n > 5000",
                    "vacuum small");
            both.ours("incr");
            both.sql("delete from item where n > 20000", "vacuum item");
            both.theirs("incr");
            both.ours("diff");
            both.sql("truncate small", "update item set t = 'again' where n = 1");
            both.ours("incr", "--repo1-block=n");
            both.sql("update item set t = 'once more' where n = 2");
            both.ours("incr", "--delta");
            both.theirs("incr");
            both.sql("update item set t = 'last' where n = 3");
            both.theirs("full");
            both.sql("update item set t = 'very last' where n = 4");
            both.ours("incr");
            both.verify();
            both.restoreAllAlike();
        }
    }

    @Test
    void recoversFromBundles() {
        try (Both both = new Both(false, "lz4", BLOCKS)) {
            both.sql("create table item as select n from generate_series(1, 100000) n");
            both.ours("full");
            both.sql("update item set n = n + 1 where n < 10");
            both.ours("incr");
            both.sql("insert into item values (1)", "select pg_switch_wal()");
            both.postgres.stop();
            Path data = both.postgres.folder("recovered");
            both.restore(data, "--archive-mode=off");
            try (EmbeddedPostgres server = EmbeddedPostgres.restored(15, data)) {
                server.start();
                server.awaitPromotion();
                assertThat(server.query("select count(*) || ', ' || sum(n) from item"))
                        .isEqualTo("100001, " + (100_000L * 100_001 / 2 + 9 + 1));
            }
        }
    }
}
