package io.sounder.agent.expire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On equal repositories ours removes exactly what the original program removes. */
class ExpireInteropIT {
    private static EmbeddedPostgres postgres;
    private static Path repository;
    private static AgentProgram agent;
    private static int copies;

    /** Two full sets with diffs and incrs in between and WAL that nobody needs. */
    @BeforeAll
    static void makeRepository() {
        postgres = EmbeddedPostgres.create(15, List.of("--data-checksums", "--wal-segsize=1"));
        repository = postgres.folder("repo");
        RealPgBackRest real = RealPgBackRest.of(repository, postgres);
        postgres.set("archive_mode", "on").set("archive_command", real.archiveCommand());
        postgres.start();
        agent = AgentProgram.install(postgres.folder("program"));
        real.run("stanza-create").orFail();
        postgres.execute("create table item (id int)");
        for (String type : List.of("full", "diff", "incr", "full", "incr", "diff", "incr", "full", "incr")) {
            postgres.execute("insert into item values (1)", "select pg_switch_wal()", "insert into item values (2)");
            real.run("backup", "--type=" + type, "--start-fast", "--repo1-retention-full=9", "--no-expire-auto")
                    .orFail();
        }
        postgres.execute("insert into item values (3)", "select pg_switch_wal()");
        postgres.stop();
    }

    @AfterAll
    static void remove() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--repo1-retention-full=9",
                "--repo1-retention-full=2",
                "--repo1-retention-full=1",
                "--repo1-retention-full=2 --repo1-retention-diff=1",
                "--repo1-retention-diff=2",
                "--repo1-retention-full=3 --repo1-retention-archive=1",
                "--repo1-retention-full=3 --repo1-retention-archive=2 --repo1-retention-archive-type=diff",
                "--repo1-retention-full=3 --repo1-retention-archive=1 --repo1-retention-archive-type=incr",
                "--repo1-retention-full=2 --repo1-retention-archive=9",
                "--repo1-retention-full=1 --repo1-retention-full-type=time",
                "--repo1-retention-full=2 --repo1-retention-history=0"
            })
    void removesWhatTheOriginalRemoves(String options) throws IOException {
        compare(List.of(options.split(" ", -1)));
    }

    @Test
    void removesANamedDiffAsTheOriginalDoes() throws IOException {
        compare(List.of("--repo1-retention-full=9", "--set=" + labels("D").getFirst()));
    }

    @Test
    void removesTheOldestFullByNameAsTheOriginalDoes() throws IOException {
        compare(List.of("--repo1-retention-full=9", "--set=" + labels("F").getFirst()));
    }

    @Test
    void removesTheNewestBackupByNameAsTheOriginalDoes() throws IOException {
        compare(List.of("--repo1-retention-full=9", "--set=" + labels("I").getLast()));
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        Path copy = copy();

        ProcessResult result = ours(copy, List.of("--repo1-retention-full=1", "--dry-run", "--log-level-console=info"));

        assertThat(result.orFail().output()).contains("[DRY-RUN] repo1: expire full backup set");
        assertThat(tree(copy)).isEqualTo(tree(repository));
    }

    @Test
    void leavesARepositoryThatTheOriginalReads() throws IOException {
        Path copy = copy();
        ours(copy, List.of("--repo1-retention-full=1")).orFail();

        RealPgBackRest real = RealPgBackRest.of(copy, postgres);

        assertThat(real.run("info").orFail().output()).contains("status: ok");
        assertThat(real.run("verify").orFail().output()).doesNotContain("ERROR");
    }

    private static void compare(List<String> options) throws IOException {
        Path byOriginal = copy();
        Path byUs = copy();

        List<String> command = new ArrayList<>(List.of("expire"));
        command.addAll(options);
        RealPgBackRest.of(byOriginal, postgres)
                .run(command.toArray(String[]::new))
                .orFail();
        ours(byUs, options).orFail();

        assertThat(tree(byUs)).isEqualTo(tree(byOriginal));
        assertThat(listed(byUs)).isEqualTo(listed(byOriginal));
    }

    private static ProcessResult ours(Path repo, List<String> options) {
        List<String> command = new ArrayList<>(List.of("expire"));
        command.addAll(options);
        return agent.with("--repo1-path=" + repo, "--lock-path=" + repo.resolveSibling("lock"), "--log-level-file=off")
                .run(command.toArray(String[]::new));
    }

    private static List<String> labels(String type) throws IOException {
        try (Stream<Path> entries = Files.list(repository.resolve("backup/" + RealPgBackRest.STANZA))) {
            return entries.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(type))
                    .sorted()
                    .toList();
        }
    }

    private static Path copy() {
        Path folder = postgres.folder("copy" + copies++);
        ProcessResult.of(List.of("cp", "-a", repository.toString(), folder.toString()))
                .orFail();
        return folder.resolve("repo");
    }

    /** All names; where links lead. */
    private static Set<String> tree(Path repo) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(repo)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String target = Files.isSymbolicLink(path) ? " -> " + Files.readSymbolicLink(path) : "";
                names.add(repo.relativize(path) + target);
            }
        }
        return names;
    }

    /** The lines of backup.info that list backups, with all they say about them. */
    private static String listed(Path repo) throws IOException {
        Path info = repo.resolve("backup/" + RealPgBackRest.STANZA + "/backup.info");
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("20")).collect(Collectors.joining("\n"));
        }
    }
}
