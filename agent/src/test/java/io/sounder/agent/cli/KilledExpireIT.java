package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.testing.Kills;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An expire that is killed at any change of a file leaves whole backups with their WAL; the next one completes it. */
class KilledExpireIT {
    private static final int KILLS = Integer.getInteger("sounder.kills", 20);

    @TempDir
    Path folder;

    @Test
    void backupsStayWholeAndTheNextRunRemovesTheRest() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--compress-type=gz",
                "--repo1-retention-full=1",
                "--repo1-retention-archive=1",
                "--no-expire-auto");
        cluster.run("stanza-create", "--no-online").orFail();
        backup(cluster, "full", 1);
        backup(cluster, "incr", 2);
        backup(cluster, "full", 3);
        backup(cluster, "full", 4);
        BackupLabel last = cluster.opened().labelsOnDisk().getLast();

        int kills = new Kills(cluster, folder, KILLS).of(List.of("expire"), (killed, _) -> {
            killed.requireValid();
            killed.run("expire").orFail();
            killed.requireValid();
            Repository repository = killed.opened();
            assertThat(repository.labelsOnDisk()).containsExactly(last);
            assertThat(repository.backupInfo().backups()).containsOnlyKeys(last);
            assertThat(killed.archived()).containsExactly(StoppedCluster.segment(8), StoppedCluster.segment(9));
            assertThat(killed.restored("--set=" + last)).isEqualTo(StoppedCluster.content(killed.data()));
        });

        assertThat(kills).isEqualTo(KILLS);
    }

    /** A backup that looks as if the server had run meanwhile: it needs two segments. */
    private static void backup(StoppedCluster cluster, String type, int number) throws IOException {
        cluster.fill(number % 4, number);
        cluster.run("backup", "--no-online", "--type=" + type).orFail();
        for (int segment = 2 * number; segment < 2 * number + 2; segment++) {
            Path wal = cluster.wal(segment);
            cluster.run("archive-push", wal.toString()).orFail();
            Files.delete(wal);
        }
        Repository repository = cluster.opened();
        Manifest manifest = repository.manifest(repository.labelsOnDisk().getLast());
        BackupData data = manifest.data();
        Manifest online = manifest.toBuilder()
                .data(new BackupData(
                        data.label(),
                        data.type(),
                        data.prior(),
                        data.references(),
                        Optional.of(StoppedCluster.segment(2 * number)),
                        Optional.of(StoppedCluster.segment(2 * number + 1)),
                        Optional.of(Lsn.parse("0/" + Integer.toHexString(number * 2) + "00028")),
                        Optional.of(Lsn.parse("0/" + Integer.toHexString(number * 2 + 1) + "00100")),
                        data.timestampStart(),
                        data.timestampCopyStart(),
                        data.timestampStop(),
                        data.bundle(),
                        data.bundleRaw(),
                        data.blockIncremental()))
                .build();
        repository.saveManifest(online);
        repository.saveBackupInfo(repository.backupInfo().with(BackupEntry.of(online)));
    }
}
