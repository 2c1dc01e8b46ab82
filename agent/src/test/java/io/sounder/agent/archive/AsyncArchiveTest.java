package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ExecId;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both halves of asynchronous archiving, with the background half run in the same process. */
class AsyncArchiveTest {
    private static final long SYSTEM = 5;
    private static final JobRetry RETRY = new JobRetry(1, Duration.ZERO);
    private static final int SEGMENT_SIZE = 1 << 20;
    private static final List<String> NAMES = List.of(segment(1), segment(2), segment(3));

    @TempDir
    Path folder;

    private final RecordingLog log = new RecordingLog();
    private final List<List<String>> starts = new ArrayList<>();
    private List<Repository> repositories = List.of();
    private Path data;
    private OptionalLong queueMax = OptionalLong.empty();
    private long batchSize = Long.MAX_VALUE;

    @BeforeEach
    void makeFolders() throws IOException {
        data = folder.resolve("data");
        Files.createDirectories(data.resolve("pg_wal/archive_status"));
        ControlFiles.write(data, SYSTEM);
        repositories = List.of(repository(1), repository(2));
    }

    private static String segment(int number) {
        return "0000000100000000000000%02X".formatted(number);
    }

    @Test
    void archivesAllThatIsReadyWhenOneIsAskedFor() throws IOException {
        ready(NAMES);

        push(NAMES.get(0));
        push(NAMES.get(1));
        push(NAMES.get(2));

        assertThat(starts).containsExactly(List.of(data.resolve("pg_wal").toString()));
        assertThat(spool("out")).containsExactly(NAMES.get(0) + ".ok", NAMES.get(1) + ".ok", NAMES.get(2) + ".ok");
        assertThat(stored(1)).hasSize(3);
        assertThat(stored(2)).hasSize(3);
        assertThat(log.text()).contains("pushed WAL file '" + NAMES.get(2) + "' to the archive asynchronously");
    }

    @Test
    void forgetsStatusFilesOfWalThatTheServerIsDoneWith() throws IOException {
        ready(NAMES);
        push(NAMES.get(0));
        Files.delete(data.resolve("pg_wal/archive_status/" + NAMES.get(0) + ".ready"));
        Files.writeString(folder.resolve("spool/out/" + NAMES.get(1) + ".ok.pgbackrest.tmp"), "");
        ready(List.of(segment(4)));

        push(segment(4));

        assertThat(spool("out")).containsExactly(NAMES.get(1) + ".ok", NAMES.get(2) + ".ok", segment(4) + ".ok");
    }

    @Test
    void leavesTheErrorOfARepositoryInTheSpoolAndServesTheOther() throws IOException {
        ready(NAMES);
        Files.delete(folder.resolve("repo2/archive/demo/archive.info"));
        Files.delete(folder.resolve("repo2/archive/demo/archive.info.copy"));

        AgentException error = catchThrowableOfType(AgentException.class, () -> push(NAMES.getFirst()));

        assertThat(error.code()).isEqualTo(ErrorCode.COMMAND);
        assertThat(error.text()).contains("repo2: [FileMissingError]");
        assertThat(stored(1)).isNotEmpty();
        assertThat(Files.readString(folder.resolve("spool/out/" + NAMES.getFirst() + ".error")))
                .isEqualTo("104\n" + error.text());

        repository(2);
        push(NAMES.getFirst());

        assertThat(stored(2)).hasSize(3);
        assertThat(spool("out")).hasSize(3).allMatch(name -> name.endsWith(".ok"));
        assertThat(log.text()).contains("already exists in the repo1 archive with the same checksum");
    }

    @Test
    void saysWhyNothingCouldBeArchived() throws IOException {
        ready(NAMES);
        Files.writeString(data.resolve("global/pg_control"), "damaged");

        AgentException error = catchThrowableOfType(AgentException.class, () -> push(NAMES.getFirst()));

        assertThat(spool("out")).containsExactly("global.error");
        assertThat(Files.readString(folder.resolve("spool/out/global.error")))
                .isEqualTo(error.code().code() + "\n" + error.text());
    }

    @Test
    void dropsAllWhenTooMuchWaits() throws IOException {
        ready(NAMES);
        queueMax = OptionalLong.of(2L * SEGMENT_SIZE);

        push(NAMES.getFirst());

        assertThat(stored(1)).isEmpty();
        assertThat(spool("out")).hasSize(3);
        assertThat(Files.readString(folder.resolve("spool/out/" + NAMES.getLast() + ".ok")))
                .isEqualTo("0\ndropped WAL file '" + NAMES.getLast() + "' because archive queue exceeded 2MB");
        assertThat(log.text()).contains("WARN: dropped WAL file '" + NAMES.getFirst() + "'");
    }

    @Test
    void archivesNoMoreAtOnceThanWanted() throws IOException {
        ready(NAMES);
        batchSize = 2L * SEGMENT_SIZE;

        push(NAMES.getFirst());
        assertThat(spool("out")).containsExactly(NAMES.get(0) + ".ok", NAMES.get(1) + ".ok");

        push(NAMES.getLast());
        assertThat(starts).hasSize(2);
        assertThat(stored(1)).hasSize(3);
    }

    @Test
    void goesOnWithoutASegmentWhoseErrorFileWasRenamed() throws IOException {
        Files.createDirectories(folder.resolve("spool/out"));
        Files.writeString(folder.resolve("spool/out/" + NAMES.getFirst() + ".ok"), "104\nthe reason\n");

        push(NAMES.getFirst());

        assertThat(log.text())
                .contains("WARN: WAL segment '" + NAMES.getFirst()
                        + "' was not pushed due to error [104] and was manually skipped: the reason");
    }

    @Test
    void waitsForTheProcessOfAnother() {
        try (LockFile _ = lock()) {
            assertThatThrownBy(() -> push(NAMES.getFirst()))
                    .hasMessageContaining("asynchronously after 2 second(s)")
                    .extracting(error -> ((AgentException) error).code())
                    .isEqualTo(ErrorCode.ARCHIVE_TIMEOUT);
        }
        assertThat(starts).isEmpty();
    }

    @Test
    void fetchesInAdvance() throws IOException {
        archived(1, 6);

        assertThat(get(1)).isTrue();
        assertThat(spool("in")).containsExactly(segment(2), segment(3), segment(4));
        assertThat(get(2)).isTrue();
        assertThat(spool("in")).containsExactly(segment(3), segment(4), segment(5), segment(6));
        assertThat(get(3)).isTrue();

        assertThat(starts)
                .containsExactly(
                        List.of(segment(1), segment(2), segment(3), segment(4)), List.of(segment(5), segment(6)));
        assertThat(spool("in")).containsExactly(segment(4), segment(5), segment(6));
        assertThat(Files.mismatch(data.resolve("RECOVERYXLOG"), wal(3))).isEqualTo(-1);
    }

    @Test
    void looksAgainForASegmentThatWasMissingBefore() throws IOException {
        archived(1, 1);
        assertThat(get(1)).isTrue();
        assertThat(spool("in")).containsExactly(segment(2) + ".ok");
        assertThat(get(2)).isFalse();

        archived(2, 2);

        assertThat(get(2)).isTrue();
    }

    @Test
    void forgetsWhatTheServerDoesNotAskFor() throws IOException {
        archived(1, 9);
        get(1);

        get(7);

        assertThat(starts.getLast()).containsExactly(segment(7), segment(8), segment(9), segment(10));
        assertThat(spool("in")).containsExactly(segment(8), segment(9), segment(10) + ".ok");
    }

    @Test
    void fetchesTheSegmentItselfWhenTheProcessIsBusyOtherwise() throws IOException {
        archived(1, 1);
        try (LockFile _ = lock()) {
            assertThat(get(1)).isTrue();
        }
        assertThat(Files.mismatch(data.resolve("RECOVERYXLOG"), wal(1))).isEqualTo(-1);
    }

    @Test
    void tellsOfADamagedCopyAndUsesTheOther() throws IOException {
        archived(1, 1);
        Files.write(stored(1).getFirst(), new byte[] {1, 2, 3});

        assertThat(get(1)).isTrue();

        assertThat(log.text()).contains("WARN: repo1: 15-1/0000000100000000/" + segment(1));
        assertThat(Files.mismatch(data.resolve("RECOVERYXLOG"), wal(1))).isEqualTo(-1);
    }

    private void push(String name) {
        Background background = background(parameters -> {
            try {
                new PushBatch(pushSettings(), repositories, folder.resolve("spool"), 2, RETRY, batchSize, log)
                        .run(Path.of(parameters.getFirst()));
            } catch (AgentException e) {
                log.warn("background: " + e.text());
            }
        });
        new AsyncPush(data, data, folder.resolve("spool"), Duration.ofSeconds(2), background, log)
                .run("pg_wal/" + name);
    }

    private boolean get(int number) {
        GetSettings settings = new GetSettings(data, Optional.empty(), data);
        Background background = background(parameters ->
                new GetBatch(settings, repositories, folder.resolve("spool"), 2, RETRY, log).run(parameters));
        AsyncGet.QueueSettings queue =
                new AsyncGet.QueueSettings(folder.resolve("spool"), 4L * SEGMENT_SIZE, true, Duration.ofSeconds(5));
        return new AsyncGet(settings, queue, background, () -> repositories, log)
                .run(new WalSegment(segment(number)), "RECOVERYXLOG")
                .found();
    }

    private Background background(Consumer<List<String>> program) {
        return new Background(folder.resolve("lock"), "demo", List.of(1, 2), new ExecId("1-0000000a"), parameters -> {
            starts.add(parameters);
            program.accept(parameters);
        });
    }

    private LockFile lock() {
        return LockFile.acquire(
                folder.resolve("lock"), "demo", LockType.ARCHIVE, List.of(1, 2), new ExecId("2-0000000b"));
    }

    private PushSettings pushSettings() {
        CompressType type = CompressType.LZ4;
        return new PushSettings(
                Optional.of(data), Optional.empty(), data, type, type.defaultLevel(), false, true, queueMax);
    }

    private void ready(List<String> names) throws IOException {
        for (String name : names) {
            byte[] wal = new byte[SEGMENT_SIZE];
            new Random(name.hashCode()).nextBytes(wal);
            Files.write(data.resolve("pg_wal/" + name), wal);
            Files.createFile(data.resolve("pg_wal/archive_status/" + name + ".ready"));
        }
    }

    private void archived(int first, int last) throws IOException {
        for (int number = first; number <= last; number++) {
            ready(List.of(segment(number)));
            new ArchivePush(pushSettings(), repositories, log).run("pg_wal/" + segment(number));
        }
    }

    private Path wal(int number) {
        return data.resolve("pg_wal/" + segment(number));
    }

    private Repository repository(int key) {
        Repository repository =
                new Repository(key, new PosixStorage(folder.resolve("repo" + key)), Encryption.none(), "demo");
        repository.saveArchiveInfo(ArchiveInfo.create(new PgId(SYSTEM, "15"), Optional.empty()));
        return repository;
    }

    private List<String> spool(String side) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool").resolve(side))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private List<Path> stored(int key) throws IOException {
        Path segments = folder.resolve("repo" + key + "/archive/demo/15-1/0000000100000000");
        if (!Files.exists(segments)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(segments)) {
            return files.toList();
        }
    }
}
