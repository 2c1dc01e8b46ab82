package io.sounder.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A few files that look like a stopped cluster of PostgreSQL 15, and a repository: so small that it can be copied, and our
 * program killed on it, many times a second. Everything lies in one folder and belongs to the user of the tests.
 */
public final class StoppedCluster {
    public static final String STANZA = "demo";
    private static final Path ORIGINAL = Path.of("/usr/bin/pgbackrest");
    private static final int PAGE = 8192;
    private static final int FILES = 4;
    private static final int SYSTEM_ID = 5;
    private static final int SEGMENT_LENGTH = 24;
    private static final short WAL_MAGIC = (short) 0xD110;
    private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;
    private final AgentProgram program;
    private Duration later = Duration.ZERO;

    private StoppedCluster(Path folder, AgentProgram program) {
        this.folder = folder;
        this.program = (second(program) ? program.with("--repo2-path=" + folder.resolve("repo2")) : program)
                .with(
                        "--repo1-path=" + folder.resolve("repo"),
                        "--pg1-path=" + folder.resolve("data"),
                        "--lock-path=" + folder.resolve("lock"),
                        "--spool-path=" + folder.resolve("spool"));
    }

    /** Makes one in an existing folder, with options for the stanza {@code demo}. The repository is not created yet. */
    public static StoppedCluster create(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("--process-max=2", "--log-level-file=off", "--no-archive-check"));
        all.addAll(List.of(options));
        AgentProgram program = AgentProgram.installKillable(folder, all.toArray(String[]::new));
        StoppedCluster cluster = new StoppedCluster(Path.of(folder.toString(), "cluster"), program);
        try {
            ControlFiles.write(cluster.data(), SYSTEM_ID);
            Files.createDirectories(cluster.data().resolve("pg_wal/archive_status"));
            Files.writeString(cluster.data().resolve("PG_VERSION"), "15\n");
            Path database = Files.createDirectories(cluster.data().resolve("base/5"));
            Files.writeString(database.resolve("PG_VERSION"), "15\n");
            Files.createFile(database.resolve("empty"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int number = 0; number < FILES; number++) {
            cluster.fill(number, number);
        }
        return cluster;
    }

    /**
     * Changes the content and time of a file of the cluster.
     *
     * @param number from 0 on; each has more pages than the one before
     * @param seed of the content; also decides on the time
     */
    public void fill(int number, long seed) {
        byte[] content = new byte[PAGE * (1 + number * number * 2)];
        Random random = new Random(seed);
        for (int at = 0; at < content.length; at += 2) {
            content[at] = (byte) random.nextInt();
        }
        Path file = data().resolve("base/5/" + (16384 + number));
        try {
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(CHANGED.plusSeconds(seed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a segment of WAL that the server would want archived; its name tells its number. */
    public Path wal(int number) {
        Path wal = data().resolve("pg_wal").resolve(segment(number));
        byte[] filled = new byte[8 * PAGE];
        new Random(number).nextBytes(filled);
        byte[] content = Arrays.copyOf(filled, ControlFiles.SEGMENT_SIZE);
        ByteBuffer.wrap(content)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, WAL_MAGIC)
                .putShort(2, (short) 2)
                .putInt(4, 1)
                .putLong(8, (long) number * ControlFiles.SEGMENT_SIZE)
                .putLong(24, SYSTEM_ID)
                .putInt(32, ControlFiles.SEGMENT_SIZE)
                .putInt(36, PAGE);
        try {
            Files.write(wal, content);
            Files.createFile(data().resolve("pg_wal/archive_status/" + wal.getFileName() + ".ready"));
            return wal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a segment on the first timeline. */
    public static String segment(int number) {
        return String.format("0000000100000000%08X", number);
    }

    /** The names of all segments that are in the first archive under the name of a whole one, in order. */
    public List<String> archived() {
        return archived("repo");
    }

    /** The same for the repository in that folder. */
    public List<String> archived(String repository) {
        Path segments = folder.resolve(repository).resolve("archive/demo/15-1/0000000100000000");
        if (!Files.exists(segments)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(segments)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".pgbackrest.tmp"))
                    .map(name -> name.substring(0, SEGMENT_LENGTH))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path repository() {
        return folder.resolve("repo");
    }

    public Path folder() {
        return folder;
    }

    public AgentProgram program() {
        return program;
    }

    /** The repository, as long as it is not encrypted. */
    public Repository opened() {
        return new Repository(1, new PosixStorage(repository()), Encryption.none(), STANZA);
    }

    /** SHA-256 of the files of a folder with a cluster, but for the control file, which a restore changes. */
    public static Map<String, String> content(Path data) throws IOException {
        Map<String, String> content = RestoredFolder.checksums(data);
        content.remove(ControlFile.NAME);
        content.keySet().removeIf(name -> name.startsWith("pg_wal/"));
        return content;
    }

    /** Restores the last backup to a folder; what {@link #content} finds there. */
    public Map<String, String> restored(String... options) throws IOException {
        Path target = folder.resolve("restored");
        List<String> command = new ArrayList<>(List.of("restore", "--type=none", "--pg1-path=" + target));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new)).orFail();
        return content(target);
    }

    /** A copy of everything, in a new folder. */
    public StoppedCluster copy(Path target) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(
                        path,
                        target.resolve(folder.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StoppedCluster copy = new StoppedCluster(target, program);
        copy.later = later;
        return copy;
    }

    /** Runs a command within the test's process, each time an hour later than before. */
    public InProcess run(String... arguments) {
        later = later.plusHours(1);
        return InProcess.runAt(
                Clock.offset(Clock.systemUTC(), later),
                program.arguments(arguments).toArray(String[]::new));
    }

    /** The numbers of the changes of files that a run of a command makes, with those in the background; it is run. */
    List<Integer> changes(String... arguments) {
        Path count = folder.resolve("count");
        start(KillPoint.COUNT + "=" + count, arguments).orFail();
        awaitBackground();
        Path background = folder.resolve("count" + KillPoint.BACKGROUND_SUFFIX);
        IntStream own = IntStream.rangeClosed(1, number(count));
        IntStream others = Files.exists(background)
                ? IntStream.rangeClosed(KillPoint.BACKGROUND + 1, number(background))
                : IntStream.empty();
        return IntStream.concat(own, others).boxed().toList();
    }

    private static int number(Path file) {
        try {
            return Integer.parseInt(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until no background process archives any more. */
    public void awaitBackground() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (LockFile.isHeld(folder.resolve("lock"), STANZA, LockType.ARCHIVE, 1)) {
            assertThat(System.nanoTime()).as("an end of the background process").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Runs a command as a process that is killed at that change, if it comes so far. */
    public ProcessResult killedAt(int change, String... arguments) {
        return start(KillPoint.AT + "=" + change, arguments);
    }

    private ProcessResult start(String variable, String... arguments) {
        List<String> line = new ArrayList<>(List.of("env", variable));
        line.addAll(program.line(arguments));
        return ProcessResult.of(line);
    }

    /** Asserts that nothing is wrong with the repository: for us, and for the original where it can read it. */
    public void requireValid() {
        requireValid(1);
        if (second(program)) {
            requireValid(2);
        }
    }

    private void requireValid(int repository) {
        String which = "--repo=" + repository;
        run("verify", which).orFail();
        judge().ifPresent(original -> {
            List<String> line = new ArrayList<>(program.arguments("--log-level-console=info", "verify", which));
            line.addFirst(original);
            assertThat(ProcessResult.of(line).orFail().output())
                    .doesNotContain("invalid", "missing", "ERROR")
                    .contains("verify command end: completed successfully");
        });
    }

    /** Skips the rest of a test, visibly, where there is no original that reads such a repository. */
    public void assumeJudge() {
        Assumptions.assumeTrue(judge().isPresent(), "no original pgbackrest that can judge the repository");
    }

    private Optional<String> judge() {
        if (blocks()) {
            return Optional.ofNullable(System.getProperty("sounder.pgbackrest.newer"))
                    .filter(newer -> !newer.isEmpty());
        }
        return Optional.of(ORIGINAL).filter(Files::isExecutable).map(Path::toString);
    }

    private boolean blocks() {
        return configured(program, "repo1-block=y");
    }

    private static boolean second(AgentProgram program) {
        return configured(program, "repo2-path=");
    }

    private static boolean configured(AgentProgram program, String option) {
        try {
            return Files.readString(program.configuration()).contains(option);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
