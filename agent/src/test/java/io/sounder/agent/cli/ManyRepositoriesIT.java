package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two repositories with different retention, beside the original with the same two: whole, and with one of them broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyRepositoriesIT {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.create(15);
    private final Path first = postgres.folder("repo");
    private final Path second = postgres.folder("repo2");
    private RealPgBackRest original;
    private AgentProgram agent;

    @BeforeAll
    void start() {
        original = RealPgBackRest.of(first, postgres);
        agent = AgentProgram.install(
                postgres.folder("program"),
                "--repo1-path=" + first,
                "--repo1-retention-full=1",
                "--repo2-path=" + second,
                "--repo2-retention-full=2",
                "--pg1-path=" + postgres.data(),
                "--pg1-socket-path=" + postgres.socketFolder(),
                "--pg1-user=postgres",
                "--start-fast",
                "--archive-timeout=20",
                "--compress-type=lz4",
                "--lock-path=" + first.resolveSibling("lock"),
                "--log-level-console=info",
                "--log-level-file=off");
        postgres.set("archive_mode", "on")
                .set("archive_command", original.archiveCommand("--repo2-path=" + second))
                .start();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    private ProcessResult original(String... arguments) {
        return original.run(Stream.concat(Stream.of(arguments), Stream.of("--repo2-path=" + second))
                .toArray(String[]::new));
    }

    @Test
    @Order(1)
    void servesAllWhileAllAreWhole() {
        assertThat(agent.run("stanza-create").orFail().output())
                .contains("stanza-create for stanza 'demo' on repo1")
                .contains("stanza-create for stanza 'demo' on repo2");
        assertThat(agent.run("check").orFail().output()).contains("' on repo1").contains("' on repo2");
        original("check").orFail();
        assertThat(agent.run("backup", "--type=full").orFail().output())
                .contains("repo option not specified, defaulting to repo1");
        agent.run("backup", "--type=full", "--repo=2", "--compress-type=zst").orFail();
        agent.run("backup", "--type=full", "--repo=2").orFail();
        String expired = agent.run("backup", "--type=full").orFail().output();
        assertThat(expired).contains("repo1: expire full backup").doesNotContain("repo2: expire full");
        assertThat(labels(first)).hasSize(1);
        assertThat(labels(second)).hasSize(2);
        assertThat(suffixes(second)).contains(".zst", ".lz4");
        assertThat(backups(agent.run("info").orFail().output()))
                .isEqualTo(backups(original("info").orFail().output()))
                .hasSize(3);
        assertThat(agent.run("stanza-delete").exitCode())
                .isEqualTo(original("stanza-delete").exitCode())
                .isEqualTo(37);
    }

    @Test
    @Order(2)
    void eitherProgramShowsHowFarOursIs() {
        Path locks = first.resolveSibling("lock");
        try (LockFile lock = LockFile.acquire(locks, "demo", LockType.BACKUP, List.of(1), new ExecId("1-0000000a"))) {
            lock.progress(1000, 420);
            Unprivileged.own(locks);
            String shown = "backup/expire running - 42.00% complete";
            assertThat(original("info").orFail().output()).contains(shown);
            assertThat(agent.run("info").orFail().output()).contains(shown);
        }
    }

    @Test
    @Order(3)
    void goesOnWithTheOtherWhenTheFirstIsBroken() throws IOException {
        for (String name : List.of("archive/demo/archive.info", "backup/demo/backup.info")) {
            for (String suffix : List.of("", ".copy")) {
                Files.move(first.resolve(name + suffix), first.resolve(name + suffix + ".away"));
            }
        }
        assertSame("info", "--output=json");
        assertSame("check", "--archive-timeout=2");
        assertSame("stanza-create");
        assertSame("backup", "--repo=1", "--type=full");
        assertSame("archive-get", "0000000100000000000000AA", "/tmp/never");
        ProcessResult expire = assertSame("expire", "--repo2-retention-full=2");
        assertThat(expire.output()).contains("repo1: [").contains("expire command encountered 1 error(s)");
        ProcessResult restore = agent.run("restore", "--pg1-path=" + postgres.folder("restored"), "--type=immediate");
        assertThat(restore.orFail().output())
                .contains("WARN: repo1: [FileMissingError]")
                .contains("repo2: restore backup set");
        assertThat(original("restore", "--pg1-path=" + postgres.folder("restored2"), "--type=immediate")
                        .exitCode())
                .isZero();
        assertThat(agent.run("backup", "--repo=2", "--type=incr", "--no-archive-check")
                        .orFail()
                        .output())
                .contains("new backup label");
    }

    /** Runs a command with both programs; the exit codes must be the same. */
    private ProcessResult assertSame(String... arguments) {
        ProcessResult theirs = original(arguments);
        ProcessResult ours = agent.run(arguments);
        assertThat(ours.exitCode())
                .as(String.join(" ", arguments) + "\nours: " + ours.output() + "\ntheirs: " + theirs.output())
                .isEqualTo(theirs.exitCode());
        return ours;
    }

    private static List<String> backups(String info) {
        return info.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("full backup:") || line.startsWith("repo"))
                .filter(line -> line.startsWith("full"))
                .toList();
    }

    private static List<String> labels(Path repository) {
        List<String> labels = new ArrayList<>();
        for (Path path : list(repository.resolve("backup/demo"))) {
            if (path.getFileName().toString().endsWith("F")) {
                labels.add(path.getFileName().toString());
            }
        }
        return labels;
    }

    private static List<String> suffixes(Path repository) {
        return labels(repository).stream()
                .flatMap(label -> list(repository.resolve("backup/demo/" + label + "/pg_data")).stream())
                .map(path -> path.getFileName().toString())
                .filter(name -> name.startsWith("PG_VERSION"))
                .map(name -> name.substring("PG_VERSION".length()))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
