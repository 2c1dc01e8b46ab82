package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.RecordingLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WAL into repositories on disk and back. */
class ArchiveTest {
    private static final long SYSTEM = 7_710_355_174_995_933_372L;
    private static final String SEGMENT = "000000010000000000000001";
    private static final int SEGMENT_SIZE = 1 << 20;

    @TempDir
    Path folder;

    private final RecordingLog log = new RecordingLog();
    private Path data;

    @BeforeEach
    void makeDataFolder() throws IOException {
        data = folder.resolve("data");
        Files.createDirectories(data.resolve("pg_wal/archive_status"));
        ControlFiles.write(data, SYSTEM);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressType.class,
            names = {"NONE", "GZ", "LZ4", "ZST"})
    void givesBackWhatWasPushed(CompressType type) throws IOException {
        Repository repository = repository(1, SYSTEM);
        byte[] wal = writeWal(SEGMENT, SYSTEM, 1);

        PushResult pushed = push(type, List.of(repository)).run("pg_wal/" + SEGMENT);
        GetResult got = get(List.of(repository)).run(SEGMENT, "pg_wal/RECOVERYXLOG");

        assertThat(pushed.stored()).containsExactly(1);
        assertThat(got.source()).contains("repo1: 15-1");
        assertThat(Files.readAllBytes(data.resolve("pg_wal/RECOVERYXLOG"))).isEqualTo(wal);
        assertThat(stored(1)).singleElement().asString().endsWith(type.suffix());
        assertThat(data.resolve("pg_wal/RECOVERYXLOG.pgbackrest.tmp")).doesNotExist();
    }

    @Test
    void storesHistoryFilesPlainAndAgain() throws IOException {
        Repository repository = repository(1, SYSTEM);
        Files.writeString(data.resolve("pg_wal/00000002.history"), "1\t0/100\treason\n");

        push(CompressType.GZ, List.of(repository)).run("pg_wal/00000002.history");
        push(CompressType.GZ, List.of(repository)).run("pg_wal/00000002.history");

        assertThat(folder.resolve("repo1/archive/demo/15-1/00000002.history")).hasContent("1\t0/100\treason\n");
        assertThat(get(List.of(repository))
                        .run("00000002.history", "pg_wal/RECOVERYHISTORY")
                        .found())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENT, "00000002.history"})
    void aFileThatExpandsWithoutEndDoesNotFillTheDisk(String name) throws IOException {
        Repository repository = repository(1, SYSTEM);
        boolean segment = name.equals(SEGMENT);
        Path stored = folder.resolve("repo1/archive/demo/15-1")
                .resolve(segment ? "0000000100000000/" + SEGMENT + "-" + "1".repeat(40) + ".gz" : name);
        Files.createDirectories(stored.getParent());
        try (OutputStream file = Files.newOutputStream(stored);
                OutputStream out = segment ? new GZIPOutputStream(file) : file) {
            out.write(new byte[17 << 20]);
        }

        AgentException error = catchThrowableOfType(
                AgentException.class, () -> get(List.of(repository)).run(name, "pg_wal/RECOVERYXLOG"));

        assertThat(error.text()).contains("it expands to more than").contains(String.valueOf(stored.getFileName()));
        assertThat(data.resolve("pg_wal/RECOVERYXLOG")).doesNotExist();
        assertThat(data.resolve("pg_wal/RECOVERYXLOG.pgbackrest.tmp")).doesNotExist();
    }

    @Test
    void keepsPartialSegmentsByChecksumAndLabelsByName() throws IOException {
        Repository repository = repository(1, SYSTEM);
        String partial = SEGMENT + ".partial";
        String label = SEGMENT + ".00000028.backup";
        byte[] wal = writeWal(partial, SYSTEM, 1);
        Files.writeString(data.resolve("pg_wal/" + label), "START WAL LOCATION\n");
        push(CompressType.LZ4, List.of(repository)).run("pg_wal/" + partial);
        push(CompressType.LZ4, List.of(repository)).run("pg_wal/" + label);

        ArchiveGet get = get(List.of(repository));

        assertThat(get.run(partial, "pg_wal/got").found()).isTrue();
        assertThat(Files.readAllBytes(data.resolve("pg_wal/got"))).isEqualTo(wal);
        assertThat(get.run(label, "pg_wal/got").found()).isTrue();
        assertThat(data.resolve("pg_wal/got")).hasContent("START WAL LOCATION\n");
        assertThat(get.run(SEGMENT, "pg_wal/got").found()).isFalse();
        assertThat(stored(1))
                .extracting(path -> path.getFileName().toString())
                .anyMatch(name -> name.matches(partial + "-[0-9a-f]{40}\\.lz4"))
                .contains(label);
    }

    /** The stanza went to another cluster, as by an upgrade, and back to this one. */
    @Test
    void servesEachClusterFromItsArchivesAcrossUpgrades() throws IOException {
        Repository repository = repository(1, SYSTEM);
        byte[] first = writeWal(SEGMENT, SYSTEM, 1);
        push(CompressType.GZ, List.of(repository)).run("pg_wal/" + SEGMENT);
        repository.saveArchiveInfo(repository.archiveInfo().withNew(new PgId(SYSTEM + 1, "15")));
        assertThat(failure(List.of(repository)).text()).contains("[ArchiveMismatchError]");

        ControlFiles.write(data, SYSTEM + 1);
        byte[] second = writeWal(SEGMENT, SYSTEM + 1, 2);
        push(CompressType.GZ, List.of(repository)).run("pg_wal/" + SEGMENT);
        GetResult later = get(List.of(repository)).run(SEGMENT, "pg_wal/got");
        assertThat(later.source()).contains("repo1: 15-2");
        assertThat(Files.readAllBytes(data.resolve("pg_wal/got"))).isEqualTo(second);

        repository.saveArchiveInfo(repository.archiveInfo().withNew(new PgId(SYSTEM, "15")));
        ControlFiles.write(data, SYSTEM);
        String next = SEGMENT.substring(0, 23) + "2";
        writeWal(next, SYSTEM, 3);
        push(CompressType.GZ, List.of(repository)).run("pg_wal/" + next);
        assertThat(get(List.of(repository)).run(next, "pg_wal/got").source()).contains("repo1: 15-3");
        GetResult early = get(List.of(repository)).run(SEGMENT, "pg_wal/got");
        assertThat(early.source()).contains("repo1: 15-1");
        assertThat(Files.readAllBytes(data.resolve("pg_wal/got"))).isEqualTo(first);
    }

    @Test
    void saysWhenNoArchiveHasTheFile() {
        GetResult got = get(List.of(repository(1, SYSTEM))).run(SEGMENT, "pg_wal/RECOVERYXLOG");

        assertThat(got.found()).isFalse();
        assertThat(log.text()).contains("unable to find " + SEGMENT + " in the archive");
        assertThat(data.resolve("pg_wal/RECOVERYXLOG")).doesNotExist();
    }

    @Test
    void acceptsTheSameSegmentTwiceWithAWarning() throws IOException {
        Repository repository = repository(1, SYSTEM);
        writeWal(SEGMENT, SYSTEM, 1);

        push(CompressType.LZ4, List.of(repository)).run("pg_wal/" + SEGMENT);
        PushResult again = push(CompressType.GZ, List.of(repository)).run("pg_wal/" + SEGMENT);

        assertThat(again.stored()).isEmpty();
        assertThat(stored(1)).hasSize(1);
        assertThat(log.text()).contains("already exists in the repo1 archive with the same checksum");
    }

    @Test
    void refusesTheSameSegmentWithOtherContent() throws IOException {
        Repository repository = repository(1, SYSTEM);
        writeWal(SEGMENT, SYSTEM, 1);
        push(CompressType.LZ4, List.of(repository)).run("pg_wal/" + SEGMENT);
        writeWal(SEGMENT, SYSTEM, 2);

        assertThat(failure(List.of(repository)).code()).isEqualTo(ErrorCode.ARCHIVE_DUPLICATE);
        assertThat(stored(1)).hasSize(1);
    }

    @Test
    void refusesWalOfAnotherCluster() throws IOException {
        Repository repository = repository(1, SYSTEM);
        writeWal(SEGMENT, SYSTEM + 1, 1);

        AgentException error = failure(List.of(repository));

        assertThat(error.code()).isEqualTo(ErrorCode.ARCHIVE_MISMATCH);
        assertThat(error.text()).contains(String.valueOf(SYSTEM + 1)).contains(String.valueOf(SYSTEM));
        assertThat(stored(1)).isEmpty();
    }

    @Test
    void refusesARepositoryOfAnotherCluster() throws IOException {
        writeWal(SEGMENT, SYSTEM, 1);

        assertThat(failure(List.of(repository(1, 5))).code()).isEqualTo(ErrorCode.REPO_INVALID);
    }

    @Test
    void servesTheOtherRepositoriesWhenOneFails() throws IOException {
        Repository first = repository(1, 5);
        Repository second = repository(2, SYSTEM);
        writeWal(SEGMENT, SYSTEM, 1);

        AgentException error = failure(List.of(first, second));

        assertThat(error.code()).isEqualTo(ErrorCode.COMMAND);
        assertThat(error.text()).contains("repo1: [ArchiveMismatchError]");
        assertThat(stored(2)).hasSize(1);
    }

    @Test
    void fetchesFromTheNextRepositoryWhenACopyIsDamaged() throws IOException {
        List<Repository> both = List.of(repository(1, SYSTEM), repository(2, SYSTEM));
        byte[] wal = writeWal(SEGMENT, SYSTEM, 1);
        push(CompressType.LZ4, both).run("pg_wal/" + SEGMENT);
        Files.write(stored(1).getFirst(), new byte[] {1, 2, 3});

        GetResult got = get(both).run(SEGMENT, "pg_wal/RECOVERYXLOG");

        assertThat(got.source()).contains("repo2: 15-1");
        assertThat(Files.readAllBytes(data.resolve("pg_wal/RECOVERYXLOG"))).isEqualTo(wal);
        assertThat(log.text()).contains("WARN: repo1: 15-1/0000000100000000/" + SEGMENT);
    }

    @Test
    void leavesNothingWhenTheOnlyCopyIsDamaged() throws IOException {
        List<Repository> one = List.of(repository(1, SYSTEM));
        writeWal(SEGMENT, SYSTEM, 1);
        push(CompressType.LZ4, one).run("pg_wal/" + SEGMENT);
        byte[] good = Files.readAllBytes(stored(1).getFirst());
        Files.write(stored(1).getFirst(), Arrays.copyOf(good, good.length / 2));

        AgentException error =
                catchThrowableOfType(AgentException.class, () -> get(one).run(SEGMENT, "pg_wal/RECOVERYXLOG"));

        assertThat(error.text()).contains("unable to get " + SEGMENT);
        assertThat(data.resolve("pg_wal").toFile().list()).containsExactlyInAnyOrder("archive_status", SEGMENT);
    }

    @Test
    void dropsWalWhenTooMuchWaits() throws IOException {
        Repository repository = repository(1, SYSTEM);
        writeWal(SEGMENT, SYSTEM, 1);
        for (String name : List.of("a", "b", "c")) {
            Files.createFile(data.resolve("pg_wal/archive_status/" + name + ".ready"));
            Files.write(data.resolve("pg_wal/" + name), new byte[SEGMENT_SIZE]);
        }

        PushResult kept =
                push(CompressType.NONE, List.of(repository), 3L * SEGMENT_SIZE).run("pg_wal/" + SEGMENT);
        PushResult dropped = push(CompressType.NONE, List.of(repository), 3L * SEGMENT_SIZE - 1)
                .run("pg_wal/" + SEGMENT);

        assertThat(kept.dropped()).isFalse();
        assertThat(dropped.dropped()).isTrue();
        assertThat(log.text()).contains("WARN: dropped WAL file '" + SEGMENT + "' because archive queue exceeded");
    }

    @Test
    void refusesToServeARestoredFolderThatLostItsLabel() throws IOException {
        Repository repository = repository(1, SYSTEM);
        ControlFiles.writeInvalidated(data, SYSTEM);

        AgentException error = catchThrowableOfType(
                AgentException.class, () -> get(List.of(repository)).run(SEGMENT, "pg_wal/RECOVERYXLOG"));

        assertThat(error.code()).isEqualTo(ErrorCode.FORMAT);
        assertThat(error.text()).contains("'backup_label'").contains("HINT");
        Files.createFile(data.resolve("backup_label"));
        assertThat(get(List.of(repository)).run(SEGMENT, "pg_wal/RECOVERYXLOG").found())
                .isFalse();
    }

    private AgentException failure(List<Repository> repositories) {
        return catchThrowableOfType(
                AgentException.class, () -> push(CompressType.LZ4, repositories).run("pg_wal/" + SEGMENT));
    }

    private ArchivePush push(CompressType type, List<Repository> repositories) {
        return new ArchivePush(settings(type, OptionalLong.empty()), repositories, log);
    }

    private ArchivePush push(CompressType type, List<Repository> repositories, long queueMax) {
        return new ArchivePush(settings(type, OptionalLong.of(queueMax)), repositories, log);
    }

    private PushSettings settings(CompressType type, OptionalLong queueMax) {
        return new PushSettings(
                Optional.of(data), Optional.empty(), data, type, type.defaultLevel(), true, true, queueMax);
    }

    private ArchiveGet get(List<Repository> repositories) {
        return new ArchiveGet(new GetSettings(data, Optional.empty(), data), repositories, log);
    }

    private Repository repository(int key, long system) {
        Repository repository =
                new Repository(key, new PosixStorage(folder.resolve("repo" + key)), Encryption.none(), "demo");
        repository.saveArchiveInfo(ArchiveInfo.create(new PgId(system, "15"), Optional.empty()));
        return repository;
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

    private byte[] writeWal(String name, long system, int seed) throws IOException {
        byte[] wal = new byte[SEGMENT_SIZE];
        new Random(seed).nextBytes(wal);
        ByteBuffer header = ByteBuffer.wrap(wal).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(0, (short) 0xD110).putShort(2, (short) 2).putInt(4, 1);
        header.putLong(8, SEGMENT_SIZE).putLong(24, system).putInt(32, SEGMENT_SIZE);
        Files.write(data.resolve("pg_wal").resolve(name), wal);
        return wal;
    }
}
