package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.testing.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BackupIT {

    @Test
    void followsTablespacesAndLeavesOutWhatIsExcluded() throws IOException {
        try (ArchivedCluster cluster = new ArchivedCluster(15).archiveCopy(true).excludes("junk/", "one")) {
            Path folder = cluster.postgres.folder("ts1");
            cluster.postgres.execute(
                    "create tablespace ts1 location '" + folder + "'",
                    "create table t tablespace ts1 as select generate_series(1, 100) n");
            Files.createDirectory(cluster.postgres.data().resolve("junk"));
            Files.writeString(cluster.postgres.data().resolve("junk/file"), "x");
            Files.writeString(cluster.postgres.data().resolve("one"), "x");
            BackupResult backup = cluster.backup(BackupType.FULL);
            Manifest manifest = cluster.repository.manifest(backup.label());
            assertThat(manifest.targets()).hasSize(2).containsKey("pg_data");
            assertThat(manifest.links()).hasSize(1);
            assertThat(manifest.paths()).containsKey("pg_data/junk");
            assertThat(manifest.file("pg_data/junk/file")).isEmpty();
            assertThat(manifest.file("pg_data/one")).isEmpty();
            assertThat(manifest.file("pg_data/tablespace_map")).isPresent();
            String segment = manifest.data().archiveStop().orElseThrow();
            assertThat(manifest.file("pg_data/pg_wal/" + segment)).isPresent();
            assertThat(cluster.original.run("verify").orFail().output()).doesNotContain("invalid");
        }
    }

    @Test
    void backsUpAStoppedCluster() {
        try (ArchivedCluster cluster = new ArchivedCluster(15).compression(CompressType.LZ4)) {
            cluster.postgres.execute("create table t as select generate_series(1, 100) n");
            assertThatThrownBy(() -> cluster.backupOffline(BackupType.FULL))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PG_RUNNING));
            cluster.postgres.stop();
            BackupResult full = cluster.backupOffline(BackupType.FULL);
            assertThat(cluster.backupOffline(BackupType.INCR).copied()).isLessThan(full.copied() / 100);
            Path target = cluster.postgres.folder("restored");
            cluster.original
                    .run("restore", "--pg1-path=" + target, "--type=none")
                    .orFail();
            try (EmbeddedPostgres restored =
                    EmbeddedPostgres.restored(15, target).set("archive_mode", "off")) {
                assertThat(restored.start().query("select count(*) from t")).isEqualTo("100");
            }
        }
    }

    @Test
    void refusesTheStanzaOfAnotherCluster() {
        try (ArchivedCluster cluster = new ArchivedCluster(15)) {
            cluster.repository.saveBackupInfo(
                    cluster.repository.backupInfo().withNew(new PgDb(7, "15", 202209061, 1300)));
            assertThatThrownBy(() -> cluster.backup(BackupType.FULL))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_MISMATCH))
                    .hasMessageContaining("is this the correct stanza?");
            assertThat(cluster.repository.labelsOnDisk()).isEmpty();
        }
    }
}
