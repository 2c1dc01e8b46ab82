package io.sounder.agent.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RepositoryTest {
    private static final PgId PG = new PgId(-2L, "15");
    private static final String SEGMENT = "0000000100000000000000A0";
    private static final BackupLabel FULL = new BackupLabel("20261120-203608F");
    private static final BackupLabel INCR = new BackupLabel("20261120-203608F_20261120-204000I");

    private final MemoryStorage storage = new MemoryStorage();
    private final Repository repository = new Repository(1, storage, Encryption.none(), "demo");

    @Test
    void archiveInfoIsReadFromTheCopyWhenTheMainFileIsDamaged() throws IOException {
        repository.saveArchiveInfo(ArchiveInfo.create(PG, Optional.empty()));
        put("archive/demo/archive.info", "[backrest]\nbackrest-format=5\n");
        assertThat(repository.archiveInfo().current()).isEqualTo(PG);
    }

    @Test
    void whatAKilledBackupWasWritingInTheHistoryGoesWithTheNext() throws IOException {
        put("backup/demo/backup.history/2026/20261101-000000F.manifest.gz.pgbackrest.tmp", "half");
        repository.saveManifest(Manifests.full(FULL));
        assertThat(storage.names(StoragePath.of("backup/demo/backup.history/2026")))
                .containsExactly(FULL + ".manifest.gz");
    }

    @Test
    void twoDamagedFilesFailWithTheirCommonError() throws IOException {
        put("archive/demo/archive.info", "[backrest]\nbackrest-format=5\n");
        put("archive/demo/archive.info.copy", "[backrest]\nbackrest-format=5\n");
        assertCode(repository::archiveInfo, ErrorCode.CHECKSUM);
    }

    @Test
    void aMissingFileSaysLessThanADamagedOne() throws IOException {
        put("archive/demo/archive.info.copy", "nonsense\n");
        assertCode(repository::archiveInfo, ErrorCode.FORMAT);
    }

    @Test
    void missingInfoFilesAskForStanzaCreate() {
        assertThatThrownBy(repository::backupInfo)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_MISSING))
                .hasMessageContaining("stanza-create");
    }

    @Test
    void walIsFoundWhateverItsCompression() throws IOException {
        String sum = "0123456789012345678901234567890123456789";
        put("archive/demo/15-1/0000000100000000/" + SEGMENT + "-" + sum + ".zst", "x");
        put("archive/demo/15-1/0000000100000000/" + SEGMENT + ".partial-" + sum, "x");
        put("archive/demo/15-1/0000000100000000/" + SEGMENT + ".00000028.backup", "x");
        assertThat(repository.findWal("15-1", SEGMENT)).hasValueSatisfying(wal -> {
            assertThat(wal.checksum()).isEqualTo(sum);
            assertThat(wal.fileName()).endsWith(".zst");
        });
        assertThat(repository.findWal("15-1", SEGMENT + ".partial")).isPresent();
        assertThat(repository.findWal("15-2", SEGMENT)).isEmpty();
    }

    @Test
    void walWithTwoContentsIsAnError() throws IOException {
        put("archive/demo/15-1/0000000100000000/" + SEGMENT + "-" + "0".repeat(40), "x");
        put("archive/demo/15-1/0000000100000000/" + SEGMENT + "-" + "1".repeat(40) + ".gz", "x");
        assertCode(() -> repository.findWal("15-1", SEGMENT), ErrorCode.ARCHIVE_DUPLICATE);
    }

    @Test
    void theRangeOfAnArchiveGoesOverItsFolders() throws IOException {
        put("archive/demo/15-1/00000002.history", "x");
        put("archive/demo/15-1/0000000100000000/0000000100000000000000FE-" + "0".repeat(40), "x");
        put("archive/demo/15-1/0000000100000001/000000010000000100000003-" + "0".repeat(40) + ".gz", "x");
        assertThat(repository.walRange("15-1")).hasValueSatisfying(range -> {
            assertThat(range.min().name()).isEqualTo("0000000100000000000000FE");
            assertThat(range.max().name()).isEqualTo("000000010000000100000003");
        });
        put("archive/demo/9.6-12/a", "x");
        put("archive/demo/10-2/a", "x");
        assertThat(repository.archiveIds()).containsExactly("15-1", "10-2", "9.6-12");
    }

    @Test
    void filesOfTheArchiveLieByTheirFirstSixteenDigits() {
        assertThat(repository.walPath("15-1", SEGMENT + ".00000028.backup").value())
                .isEqualTo("archive/demo/15-1/0000000100000000/" + SEGMENT + ".00000028.backup");
        assertThat(repository.walPath("15-1", "00000002.history").value())
                .isEqualTo("archive/demo/15-1/00000002.history");
    }

    @Test
    void reconstructionAddsUnlistedBackupsAndDropsLostOnesWithTheirDependents() {
        Manifest full = Manifests.full(FULL);
        Manifest incr = Manifests.incr(INCR, FULL);
        BackupInfo empty = BackupInfo.create(full.pg(), Optional.empty());
        repository.saveBackupInfo(empty);
        repository.saveManifest(full);
        repository.saveManifest(incr);
        BackupInfo found = repository.reconstructedBackupInfo(Log.silent());
        assertThat(found.backups()).containsOnlyKeys(FULL, INCR);
        assertThat(found.backups().get(FULL)).isEqualTo(BackupEntry.of(full));

        repository.saveBackupInfo(found);
        repository.deleteManifest(FULL);
        assertThat(repository.reconstructedBackupInfo(Log.silent()).backups()).isEmpty();
    }

    @Test
    void reconstructionLeavesOutBackupsOfAnotherCluster() {
        Manifest full = Manifests.full(FULL);
        repository.saveManifest(full);
        repository.saveBackupInfo(BackupInfo.create(new PgDb(5, "15", 1, 1), Optional.empty()));
        assertThat(repository.reconstructedBackupInfo(Log.silent()).backups()).isEmpty();
    }

    @Test
    void savedManifestsComeBackAndLeaveHistory() {
        Manifest incr = Manifests.incr(INCR, FULL);
        repository.saveManifestCopy(incr);
        assertThat(repository.manifestExists(INCR)).isFalse();
        assertThat(repository.manifestCopy(INCR)).isEqualTo(incr);
        repository.saveManifest(incr);
        assertThat(repository.manifest(INCR)).isEqualTo(incr);
        assertThat(repository.labelsOnDisk()).containsExactly(INCR);
        assertThat(repository.historyLabels()).containsExactly(INCR);
        repository.updateLatest(INCR);
        assertThat(storage.info(StoragePath.of("backup/demo/latest"))
                        .orElseThrow()
                        .linkTarget())
                .contains(INCR.value());
    }

    private void put(String path, String text) throws IOException {
        try (StorageWriter writer = storage.write(StoragePath.of(path), WriteMode.ATOMIC)) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            writer.commit();
        }
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
