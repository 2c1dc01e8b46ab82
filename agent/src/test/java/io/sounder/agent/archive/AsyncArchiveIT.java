package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.os.LockContent;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Asynchronous archiving beside the original: equal status files, and either program goes on where the other stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AsyncArchiveIT {
    private static final String[] ASYNC = {"--archive-async", "--archive-timeout=20"};

    private final EmbeddedPostgres postgres = EmbeddedPostgres.create(15);
    private final Path repository = postgres.folder("repo");
    private final Path second = postgres.folder("repo2");
    private final Path spool = repository.resolveSibling("spool/archive/demo");
    private final Path locks = repository.resolveSibling("lock");
    private RealPgBackRest original;
    private AgentProgram agent;

    @BeforeAll
    void makeWalThatNobodyArchives() {
        original = RealPgBackRest.of(repository, postgres);
        agent = AgentProgram.install(
                postgres.folder("program"),
                "--repo1-path=" + repository,
                "--repo2-path=" + second,
                "--pg1-path=" + postgres.data(),
                "--lock-path=" + locks,
                "--spool-path=" + repository.resolveSibling("spool"),
                "--compress-type=none",
                "--log-level-console=info",
                "--log-level-file=off");
        postgres.set("archive_mode", "on").set("archive_command", "/bin/false").start();
        original("stanza-create", "--no-online").orFail();
        for (int i = 0; i < 3; i++) {
            postgres.execute("select pg_create_restore_point('x')", "select pg_switch_wal()");
        }
        original("archive-push", wal(1)).orFail();
        original("archive-push", wal(2)).orFail();
        original("archive-push", wal(3)).orFail();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    private ProcessResult original(String... arguments) {
        Stream<String> more = arguments[0].equals("archive-push")
                ? Stream.of("--repo2-path=" + second, "--compress-type=none")
                : Stream.of("--repo2-path=" + second);
        return original.run(Stream.concat(Stream.of(arguments), more).toArray(String[]::new));
    }

    private String wal(int number) {
        return postgres.data().resolve("pg_wal").resolve(name(number)).toString();
    }

    private static String name(int number) {
        return "0000000100000000000000%02X".formatted(number);
    }

    @Test
    void writesTheStatusFilesOfTheOriginalForSegmentsThatAreThere() {
        assertThat(pushed(true)).isEqualTo(pushed(false)).hasSize(3);
    }

    @Test
    void writesTheStatusFilesOfTheOriginalForDroppedSegments() {
        String max = "--archive-push-queue-max=1MB";
        assertThat(pushed(true, max)).isEqualTo(pushed(false, max)).hasSize(3);
    }

    @Test
    void eitherCommandAcceptsWhatTheOtherProcessDid() {
        Map<String, String> ours = pushed(true);
        ProcessResult theirs = original(with("archive-push", wal(2)));
        assertThat(theirs.orFail().output())
                .contains("already exists in the repo2 archive")
                .contains("pushed WAL file '" + name(2) + "' to the archive asynchronously");
        assertThat(content("out")).isEqualTo(ours);

        pushed(false);
        assertThat(agent.run(with("archive-push", wal(3))).orFail().output())
                .contains("WAL file '" + name(3) + "' already exists in the repo2 archive")
                .contains("pushed WAL file '" + name(3) + "' to the archive asynchronously");
    }

    @Test
    void fetchesInAdvanceAsTheOriginalDoes() throws IOException {
        Map<String, String> theirs = fetched(false);
        Map<String, String> ours = fetched(true);
        assertThat(ours).isEqualTo(theirs).containsOnlyKeys(name(2), name(3), name(4) + ".ok");

        Path target = postgres.folder("got").resolve("RECOVERYXLOG");
        assertThat(original(with("archive-get", name(2), target.toString())).exitCode())
                .isZero();
        assertThat(Files.mismatch(target, Path.of(wal(2)))).isEqualTo(-1);
        assertThat(agent.run(with("archive-get", name(3), target.toString())).exitCode())
                .isZero();
        assertThat(Files.mismatch(target, Path.of(wal(3)))).isEqualTo(-1);
        assertThat(agent.run(with("archive-get", name(4), target.toString())).exitCode())
                .isEqualTo(1);
        awaitQuiet();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void losesNothingWhenTheProcessIsKilled() {
        awaitQuiet();
        clear();
        postgres.set(
                "archive_command",
                agent.archiveCommand("--archive-async", "--archive-timeout=10", "--no-archive-mode-check"));
        postgres.execute("select pg_reload_conf()");
        String last = "";
        for (int i = 0; i < 5; i++) {
            last = postgres.query("select pg_walfile_name(pg_switch_wal())");
            postgres.execute("select pg_create_restore_point('y')");
            kill(i * 60L);
        }
        await(last);
        for (int number = 1; number <= Integer.parseInt(last.substring(22), 16); number++) {
            assertThat(copies(repository, name(number))).as(name(number)).isEqualTo(1);
            assertThat(copies(second, name(number))).as(name(number)).isEqualTo(1);
        }
        assertThat(original("check").orFail().output()).contains("successfully archived");
    }

    private void kill(long afterMillis) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (System.nanoTime() < end) {
            var holder = LockFile.holder(locks, "demo", LockType.ARCHIVE, 1);
            if (holder.isPresent()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
                ProcessHandle.of(holder.map(LockContent::pid).get()).ifPresent(ProcessHandle::destroyForcibly);
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void await(String segment) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (postgres.query("select coalesce(last_archived_wal, '') from pg_stat_archiver")
                        .compareTo(segment)
                < 0) {
            assertThat(System.nanoTime()).as(postgres.logged()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static long copies(Path repository, String segment) {
        try (Stream<Path> files = Files.list(repository.resolve("archive/demo/15-1/0000000100000000"))) {
            return files.filter(path -> path.getFileName().toString().matches(segment + "-[0-9a-f]{40}"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status files after one asynchronous push from an empty spool. */
    private Map<String, String> pushed(boolean ours, String... more) {
        awaitQuiet();
        clear();
        String[] line = Stream.concat(Stream.of(with("archive-push", wal(1))), Stream.of(more))
                .toArray(String[]::new);
        (ours ? agent.run(line) : original(line)).orFail();
        awaitQuiet();
        return content("out");
    }

    private Map<String, String> fetched(boolean ours) {
        awaitQuiet();
        clear();
        String[] line =
                with("archive-get", name(1), postgres.folder("got").resolve("x").toString());
        (ours ? agent.run(line) : original(line)).orFail();
        awaitQuiet();
        return content("in");
    }

    private static String[] with(String... arguments) {
        Stream<String> more = arguments[0].equals("archive-get")
                ? Stream.concat(Stream.of(ASYNC), Stream.of("--archive-get-queue-max=64MB"))
                : Stream.of(ASYNC);
        return Stream.concat(Stream.of(arguments), more).toArray(String[]::new);
    }

    private void awaitQuiet() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (LockFile.isHeld(locks, "demo", LockType.ARCHIVE, 1)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void clear() {
        for (String side : new String[] {"in", "out"}) {
            content(side).keySet().forEach(name -> {
                try {
                    Files.delete(spool.resolve(side).resolve(name));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Names and contents of one side of the spool; of segments the size. */
    private Map<String, String> content(String side) {
        Map<String, String> content = new TreeMap<>();
        if (!Files.exists(spool.resolve(side))) {
            return content;
        }
        try (Stream<Path> files = Files.list(spool.resolve(side))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean small = Files.size(file) < 10_000;
                content.put(
                        file.getFileName().toString(),
                        small ? Files.readString(file) : String.valueOf(Files.size(file)));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
