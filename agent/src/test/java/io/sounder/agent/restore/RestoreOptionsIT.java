package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With each option that changes what a restore writes, ours and the original's write the same tree from our backup. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreOptionsIT {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.create(15);
    private final Path repository = postgres.folder("repo");
    private RealPgBackRest original;
    private AgentProgram agent;
    private int cases;

    @BeforeAll
    void backUp() throws IOException, SQLException {
        original = RealPgBackRest.of(repository, postgres);
        agent = AgentProgram.install(
                postgres.folder("program"),
                "--repo1-path=" + repository,
                "--repo1-retention-full=9",
                "--pg1-path=" + postgres.data(),
                "--pg1-socket-path=" + postgres.socketFolder(),
                "--pg1-user=postgres",
                "--start-fast",
                "--archive-copy",
                "--compress-type=zst",
                "--compress-level=1",
                "--exclude=junk/",
                "--lock-path=" + repository.resolveSibling("lock"),
                "--log-level-file=off");
        Path logs = postgres.folder("logs");
        Files.writeString(logs.resolve("server.txt"), "a line\n");
        Files.createSymbolicLink(postgres.data().resolve("log"), logs);
        Path extra = Files.writeString(postgres.folder("conf").resolve("extra.conf"), "# nothing\n");
        Files.createSymbolicLink(postgres.data().resolve("extra.conf"), extra);
        Path junk = Files.createDirectories(postgres.data().resolve("junk"));
        Files.writeString(junk.resolve("big"), "never backed up");
        Unprivileged.own(junk);
        Unprivileged.own(logs);
        Unprivileged.own(extra);
        postgres.set("archive_mode", "on").set("archive_command", original.archiveCommand());
        postgres.start();
        postgres.execute(
                "create tablespace ts1 location '" + postgres.folder("ts1") + "'",
                "create database app",
                "create database other");
        for (String database : List.of("app", "other")) {
            try (Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table t as select generate_series(1, 20000) as n");
                statement.execute("create table s tablespace ts1 as select 7 as n");
            }
        }
        original.run("stanza-create").orFail();
        agent.run("backup", "--type=full", "--annotation=note=two words", "--stop-auto")
                .orFail();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--type=immediate --link-all --link-map=extra.conf=@/newconf/extra.conf --link-map=log=@/newlog",
                "--type=immediate --archive-mode=off --link-map=pg_wal=@/newwal --link-map=extra.conf=@/newconf/other.conf",
                "--type=standby --db-include=app",
                "--type=immediate --db-exclude=app --db-exclude=other"
            })
    void writesTheTreeOfTheOriginal(String options) {
        Path theirs = restored(false, options);
        Map<String, String> expected = tree(theirs);
        remove(theirs);
        Map<String, String> actual = tree(restored(true, options));

        assertThat(differences(expected, actual)).isEmpty();
        assertThat(actual).containsKey("data/PG_VERSION").doesNotContainKey("data/junk/big");
    }

    @Test
    void theServerStartsWithoutTheOtherDatabase() throws IOException, SQLException {
        Path folder = restored(true, "--type=immediate --target-action=promote --db-include=app");
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, folder.resolve("data"))
                .set("archive_mode", "off")
                .start()) {
            restored.awaitPromotion();
            try (Connection connection = restored.connect("app");
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select sum(t.n) + min(s.n) from t, s")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(200_010_007L);
            }
            assertThat(restored.query("select count(*) from pg_database where datname = 'other'"))
                    .isEqualTo("1");
            restored.execute("drop database other");
        }
    }

    private static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        return Stream.concat(expected.keySet().stream(), actual.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(expected.get(path), actual.get(path)))
                .map(path -> path + ": original " + expected.get(path) + ", ours " + actual.get(path))
                .toList();
    }

    /** The folder that everything was restored to; {@code @} in options stands for it. */
    private Path restored(boolean ours, String options) {
        Path folder = postgres.folder("restored" + ++cases);
        Path data = postgres.folder("restored" + cases + "/data");
        String[] line = Stream.concat(
                        Stream.of("restore", "--pg1-path=" + data, "--tablespace-map-all=" + folder.resolve("spaces")),
                        Stream.of(options.replace("@", folder.toString()).split(" ")))
                .toArray(String[]::new);
        (ours ? agent.run(line) : original.run(line)).orFail();
        return folder;
    }

    private static void remove(Path folder) {
        ProcessResult.of(List.of("rm", "-r", folder.toString())).orFail();
    }

    /**
     * Each path with its kind, mode, size, whether it takes no space, and content. The control file is left out, in which
     * later releases than this original make the checkpoint invalid; so is the command in the settings.
     */
    private static Map<String, String> tree(Path folder) {
        Map<String, String> tree = new TreeMap<>();
        String format = "%P|%y %M %l %s %b\\n";
        for (String line :
                run("find", folder.toString(), "-printf", format).lines().toList()) {
            String[] entry = line.split("[|]", 2);
            String[] facts = entry[1].split(" ", 4);
            boolean file = facts[0].equals("f") && !entry[0].endsWith("auto.conf");
            String[] sizes = facts[3].split(" ", 2);
            tree.put(
                    entry[0],
                    String.join(" ", facts[0], facts[1], facts[2].replace(folder.toString(), "@"))
                            + (file ? " " + sizes[0] + (sizes[1].equals("0") ? " sparse" : "") : ""));
        }
        String list = "find . -type f ! -name postgresql.auto.conf ! -name pg_control -exec sha1sum {} + ;"
                + " grep -Hv -e '^#' -e ^restore_command data/postgresql.auto.conf || true";
        for (String line : run("sh", "-c", "cd " + folder + " && { " + list + "; }")
                .lines()
                .toList()) {
            int split = line.startsWith("data/") ? line.indexOf(':') : line.indexOf(' ');
            tree.put("content " + (split == 40 ? line.substring(42) : line), line.substring(0, split));
        }
        return tree;
    }

    private static String run(String... command) {
        return ProcessResult.of(List.of(command)).orFail().output();
    }
}
