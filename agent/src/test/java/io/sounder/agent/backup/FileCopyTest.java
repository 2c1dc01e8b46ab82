package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.StoredAs;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.pipeline.StoredForm;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCopyTest {
    private static final BackupLabel LABEL = new BackupLabel("20260101-000000F");
    private static final Attributes OWNER = new Attributes(0600, Optional.of("postgres"), Optional.of("postgres"));
    private static final String SHA_OF_ABC = "a9993e364706816aba3e25717850c26c9cd0d89d";
    private static final int BUFFER = 16;

    @TempDir
    private Path data;

    private final MemoryStorage storage = new MemoryStorage();
    private final LongAdder progress = new LongAdder();

    private FileOutcome run(FileTask task, CompressType type) {
        var form = new StoredForm(type, type.defaultLevel(), Encryption.none());
        var context = new CopyContext(
                data,
                Optional.empty(),
                form,
                form,
                Optional.empty(),
                BUFFER,
                Optional.empty(),
                Optional.empty(),
                Listing.stopped(0));
        var repository = new Repository(1, storage, Encryption.none(), "demo");
        return new FileCopy(context, repository, LABEL, 1, progress::add).run(task);
    }

    private ManifestFile file(String content) throws IOException {
        Files.writeString(data.resolve("f"), content);
        return ManifestFile.found("pg_data/f", content.length(), 1, OWNER);
    }

    private String stored(String suffix) throws IOException {
        StoragePath path = StoragePath.of("backup/demo", LABEL.value(), "pg_data/f" + suffix);
        try (InputStream in = storage.read(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ManifestFile known(ManifestFile file, String sha) {
        return file.copied(file.size(), sha, Optional.empty(), StoredAs.plain(file.size()));
    }

    @Test
    void storesAFileWithItsChecksum() throws IOException {
        FileOutcome outcome = run(FileTask.copy(file("abc")), CompressType.NONE);
        assertThat(outcome.kind()).isEqualTo(FileOutcome.Kind.COPIED);
        assertThat(outcome.file().checksum()).isEqualTo(SHA_OF_ABC);
        assertThat(outcome.file().repoChecksum()).isEmpty();
        assertThat(stored("")).isEqualTo("abc");
        assertThat(progress.sum()).isEqualTo(3);
    }

    @Test
    void tellsSizeAndChecksumOfWhatIsStoredWhenCompressed() throws IOException {
        FileOutcome outcome = run(FileTask.copy(file("abc".repeat(100))), CompressType.GZ);
        assertThat(outcome.file().repoSize()).isLessThan(300).isPositive();
        assertThat(outcome.file().repoChecksum()).isPresent();
        assertThat(stored(".gz")).hasSizeGreaterThan(10);
    }

    @Test
    void storesEmptyFilesToo() throws IOException {
        FileOutcome outcome = run(FileTask.copy(file("")), CompressType.GZ);
        assertThat(outcome.file().checksum()).isEqualTo(ManifestFile.EMPTY_CHECKSUM);
        assertThat(outcome.file().repoSize()).isPositive();
    }

    @Test
    void ignoresWhatAFileGrewAfterTheScan() throws IOException {
        ManifestFile file = file("abc");
        Files.writeString(data.resolve("f"), "abcdef".repeat(100));
        FileOutcome outcome = run(FileTask.copy(file), CompressType.NONE);
        assertThat(outcome.file().checksum()).isEqualTo(SHA_OF_ABC);
        assertThat(outcome.file().size()).isEqualTo(3);
    }

    @Test
    void takesWhatIsLeftOfAShrunkFile() throws IOException {
        ManifestFile file = file("abc".repeat(50));
        Files.writeString(data.resolve("f"), "abc");
        FileOutcome outcome = run(FileTask.copy(file), CompressType.NONE);
        assertThat(outcome.file().size()).isEqualTo(3);
        assertThat(outcome.file().originalSize()).isEqualTo(150);
        assertThat(outcome.file().checksum()).isEqualTo(SHA_OF_ABC);
        assertThat(progress.sum()).isEqualTo(150);
    }

    @Test
    void skipsAFileThatTheDatabaseRemoved() throws IOException {
        ManifestFile file = file("abc");
        Files.delete(data.resolve("f"));
        assertThat(run(FileTask.copy(file), CompressType.NONE).kind()).isEqualTo(FileOutcome.Kind.VANISHED);
        assertThat(progress.sum()).isEqualTo(3);
    }

    @Test
    void keepsThePriorStorageOfATouchedButUnchangedFile() throws IOException {
        ManifestFile file = file("abc");
        Optional<ManifestFile> prior = Optional.of(known(file, SHA_OF_ABC));
        FileOutcome outcome = run(new FileTask(file, prior, Optional.empty(), false), CompressType.NONE);
        assertThat(outcome.kind()).isEqualTo(FileOutcome.Kind.MATCHED);
        assertThat(storage.list(StoragePath.of("backup"))).isEmpty();
    }

    @Test
    void copiesWhenTheContentDiffersFromThePrior() throws IOException {
        ManifestFile file = file("abd");
        Optional<ManifestFile> prior = Optional.of(known(file, SHA_OF_ABC));
        for (boolean delta : new boolean[] {false, true}) {
            FileOutcome outcome = run(new FileTask(file, prior, Optional.empty(), delta), CompressType.NONE);
            assertThat(outcome.kind()).isEqualTo(FileOutcome.Kind.COPIED);
            assertThat(stored("")).isEqualTo("abd");
        }
    }

    @Test
    void comparesLargeFilesByContentWithDelta() throws IOException {
        ManifestFile file = file("abc".repeat(50));
        String sha = run(FileTask.copy(file), CompressType.NONE).file().checksum();
        Optional<ManifestFile> prior = Optional.of(known(file, sha));
        assertThat(run(new FileTask(file, prior, Optional.empty(), true), CompressType.NONE)
                        .kind())
                .isEqualTo(FileOutcome.Kind.MATCHED);
    }

    @Test
    void keepsWholeFilesOfAnAbortedBackupAndCopiesDamagedOnesAgain() throws IOException {
        ManifestFile file = file("abc");
        ManifestFile resumed = run(FileTask.copy(file), CompressType.NONE).file();
        FileTask again = new FileTask(file, Optional.empty(), Optional.of(resumed), false);
        assertThat(run(again, CompressType.NONE).kind()).isEqualTo(FileOutcome.Kind.KEPT);
        FileTask damaged = new FileTask(file, Optional.empty(), Optional.of(known(file, "0".repeat(40))), false);
        FileOutcome outcome = run(damaged, CompressType.NONE);
        assertThat(outcome.kind()).isEqualTo(FileOutcome.Kind.RECOPIED);
        assertThat(outcome.file().checksum()).isEqualTo(SHA_OF_ABC);
    }

    @Test
    void namesTheFileThatCannotBeRead() throws IOException {
        Files.createDirectory(data.resolve("f"));
        ManifestFile folder = ManifestFile.found("pg_data/f", 10, 1, OWNER);
        assertThatThrownBy(() -> run(FileTask.copy(folder), CompressType.NONE))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_READ))
                .hasMessageContaining(data.resolve("f").toString());
    }
}
