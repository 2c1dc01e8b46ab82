package io.sounder.agent.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StanzaTest {
    private static final PgDb CLUSTER = new PgDb(-42, "15", 202209061, 1300);
    private static final PgDb OTHER = new PgDb(43, "16", 202307071, 1300);
    private final MemoryStorage storage = new MemoryStorage();
    private final Repository repository = new Repository(1, storage, Encryption.none(), "demo");

    private void create(PgDb cluster) {
        new StanzaCreate(cluster, Log.silent()).run(repository);
    }

    private void upgrade(PgDb cluster) {
        new StanzaUpgrade(cluster, Log.silent()).run(repository);
    }

    private static void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static StoragePath file(String name) {
        return StoragePath.of(name.startsWith("archive") ? "archive/demo" : "backup/demo", name);
    }

    @Test
    void createWritesBothInfoFilesWithTheirCopies() {
        create(CLUSTER);
        assertThat(repository.archiveInfo().archiveId()).isEqualTo("15-1");
        assertThat(repository.backupInfo().current()).isEqualTo(CLUSTER);
        assertThat(storage.exists(file("archive.info.copy"))).isTrue();
        assertThat(storage.exists(file("backup.info.copy"))).isTrue();
    }

    @Test
    void createTwiceRestoresALostTwin() {
        create(CLUSTER);
        storage.remove(file("backup.info"));
        storage.remove(file("archive.info.copy"));
        create(CLUSTER);
        assertThat(storage.exists(file("backup.info"))).isTrue();
        assertThat(storage.exists(file("archive.info.copy"))).isTrue();
    }

    @Test
    void createRefusesTheStanzaOfAnotherCluster() {
        create(CLUSTER);
        fails(ErrorCode.FILE_INVALID, () -> create(OTHER));
        assertThat(repository.backupInfo().current()).isEqualTo(CLUSTER);
    }

    @Test
    void createRefusesHalfAStanza() {
        create(CLUSTER);
        storage.remove(file("archive.info"));
        storage.remove(file("archive.info.copy"));
        fails(ErrorCode.FILE_MISSING, () -> create(CLUSTER));
        assertThat(repository.archiveInfoExists()).isFalse();
    }

    @Test
    void createRefusesFoldersWithForeignFiles() throws IOException {
        try (StorageWriter writer = storage.write(StoragePath.of("backup/demo/x"), WriteMode.ATOMIC)) {
            writer.commit();
        }
        fails(ErrorCode.PATH_NOT_EMPTY, () -> create(CLUSTER));
        assertThat(repository.archiveInfoExists()).isFalse();
    }

    @Test
    void upgradeAppendsTheNewCluster() {
        create(CLUSTER);
        upgrade(OTHER);
        assertThat(repository.archiveInfo().archiveId()).isEqualTo("16-2");
        assertThat(repository.backupInfo().currentId()).isEqualTo(2);
        assertThat(repository.backupInfo().history()).containsEntry(1, CLUSTER).containsEntry(2, OTHER);
        upgrade(OTHER);
        assertThat(repository.backupInfo().currentId()).isEqualTo(2);
    }

    @Test
    void upgradeFinishesAnUpgradeThatWasCutShort() {
        create(CLUSTER);
        repository.saveArchiveInfo(repository.archiveInfo().withNew(OTHER.id()));
        fails(ErrorCode.FILE_INVALID, () -> create(OTHER));
        upgrade(OTHER);
        create(OTHER);
    }

    @Test
    void upgradeNeedsAStanza() {
        fails(ErrorCode.FILE_MISSING, () -> upgrade(CLUSTER));
    }

    @Test
    void deleteNeedsAStopFileAndAStoppedServer(@TempDir Path folder) throws IOException {
        create(CLUSTER);
        Path stop = folder.resolve("demo.stop");
        fails(ErrorCode.FILE_MISSING, () -> new StanzaDelete(folder, stop, true).run(repository));
        Files.createFile(stop);
        Files.createFile(folder.resolve("postmaster.pid"));
        fails(ErrorCode.PG_RUNNING, () -> new StanzaDelete(folder, stop, false).run(repository));
        assertThat(repository.archiveInfoExists()).isTrue();
        new StanzaDelete(folder, stop, true).run(repository);
        assertThat(storage.list(StoragePath.of("archive"))).isEmpty();
        assertThat(storage.list(StoragePath.of("backup"))).isEmpty();
        assertThat(stop).doesNotExist();
    }

    @Test
    void deleteOfNothingIsDone(@TempDir Path folder) {
        new StanzaDelete(folder, folder.resolve("demo.stop"), false).run(repository);
        assertThat(repository.archiveInfoExists()).isFalse();
    }
}
