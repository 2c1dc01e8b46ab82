package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.format.BackupOptions;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.ManifestTarget;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.format.StoredAs;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.memory.MemoryStorage;
import io.sounder.agent.testing.RecordingLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final BackupLabel LABEL = new BackupLabel("20260101-000000F");
    private static final Attributes OWNER = new Attributes(0700, Optional.of("postgres"), Optional.of("postgres"));
    private static final String SHA = "1".repeat(40);
    private final MemoryStorage storage = new MemoryStorage();
    private final Repository repository = new Repository(1, storage, Encryption.none(), "demo");
    private final RecordingLog log = new RecordingLog();
    private final ManifestBuilder fresh = manifest("gz");

    private static ManifestBuilder manifest(String compressType) {
        BackupOptions options = new BackupOptions(
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                compressType,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Optional.empty());
        BackupData data = new BackupData(
                LABEL,
                BackupType.FULL,
                Optional.empty(),
                List.of(LABEL),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                2,
                0,
                false,
                false,
                false);
        return new ManifestBuilder()
                .data(data)
                .options(options)
                .pg(new PgDb(1, "15", 202209061, 1300), 1)
                .target("pg_data", ManifestTarget.path("/data"))
                .path("pg_data", OWNER)
                .path("pg_data/base", OWNER);
    }

    private static ManifestFile found(String name, long size, long time) {
        return ManifestFile.found("pg_data/" + name, size, time, OWNER);
    }

    private static ManifestFile stored(ManifestFile file) {
        return file.copied(file.size(), SHA, Optional.empty(), StoredAs.alone(2, SHA));
    }

    private void write(String name) throws IOException {
        StoragePath path = StoragePath.of("backup/demo", LABEL.value(), name);
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            writer.commit();
        }
    }

    private boolean exists(String name) {
        return storage.exists(StoragePath.of("backup/demo", LABEL.value(), name));
    }

    private Optional<Resume.Found> find(BackupType type, String compressType, boolean allowed, boolean delta) {
        return new Resume(repository, _ -> true, log).find(fresh, type, compressType, allowed, delta);
    }

    /** What a backup that died after some files leaves behind. */
    @BeforeEach
    void abort() throws IOException {
        ManifestBuilder old = manifest("gz");
        old.file(stored(found("same", 5, 10)));
        old.file(stored(found("touched", 5, 10)));
        old.file(stored(found("grown", 5, 10)));
        old.file(stored(found("dropped", 5, 10)));
        old.file(found("unfinished", 5, 10));
        old.file(stored(found("empty", 0, 10)));
        repository.saveManifestCopy(old.build());
        for (String name : List.of("same", "touched", "grown", "dropped", "unfinished", "empty", "new", "base/x")) {
            write("pg_data/" + name + ".gz");
        }
        write("pg_data/same.lz4");
        write("pg_data/gone/file.gz");
        fresh.file(found("same", 5, 10));
        fresh.file(found("touched", 5, 11));
        fresh.file(found("grown", 6, 11));
        fresh.file(found("unfinished", 5, 10));
        fresh.file(found("empty", 0, 10));
        fresh.file(found("new", 5, 10));
    }

    @Test
    void keepsOnlyFilesThatAreKnownToBeGood() {
        Resume.Found found = find(BackupType.FULL, "gz", true, false).orElseThrow();
        assertThat(found.label()).isEqualTo(LABEL);
        assertThat(found.files()).containsOnlyKeys("pg_data/same");
        assertThat(exists("pg_data/same.gz")).isTrue();
        for (String name : List.of("touched.gz", "grown.gz", "dropped.gz", "unfinished.gz", "empty.gz", "same.lz4")) {
            assertThat(exists("pg_data/" + name)).as(name).isFalse();
        }
        assertThat(exists("pg_data/gone")).isFalse();
        assertThat(exists("backup.manifest.copy")).isTrue();
    }

    @Test
    void trustsContentInsteadOfTimeWithDelta() {
        assertThat(find(BackupType.FULL, "gz", true, true).orElseThrow().files())
                .containsOnlyKeys("pg_data/same", "pg_data/touched");
    }

    @Test
    void removesWhatCannotBeContinued() {
        assertThat(find(BackupType.FULL, "lz4", true, false)).isEmpty();
        assertThat(repository.labelsOnDisk()).isEmpty();
        assertThat(log.text()).contains("WARN: backup '20260101-000000F' cannot be resumed: new compression 'lz4'");
    }

    @Test
    void neverContinuesIncrementals() {
        assertThat(find(BackupType.INCR, "gz", true, false)).isEmpty();
        assertThat(repository.labelsOnDisk()).isEmpty();
    }

    @Test
    void removesQuietlyWhenResumingIsOff() {
        assertThat(find(BackupType.FULL, "gz", false, false)).isEmpty();
        assertThat(repository.labelsOnDisk()).isEmpty();
        assertThat(log.text()).contains("INFO: backup").doesNotContain("WARN");
    }

    @Test
    void removesAFolderWithoutManifest() {
        storage.remove(StoragePath.of("backup/demo", LABEL.value(), "backup.manifest.copy"));
        assertThat(find(BackupType.FULL, "gz", true, false)).isEmpty();
        assertThat(repository.labelsOnDisk()).isEmpty();
    }

    @Test
    void leavesFinishedBackupsAlone() {
        repository.saveManifest(manifest("gz").build());
        assertThat(find(BackupType.FULL, "gz", true, false)).isEmpty();
        assertThat(repository.labelsOnDisk()).containsExactly(LABEL);
    }
}
