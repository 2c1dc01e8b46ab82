package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.testing.EmbeddedPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups written by us, read by the original program: info, verify, restore, and a server that starts on the result. */
class InteropWriteIT {
    private static final String COUNT = "select count(*) from t";

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZ", "LZ4", "ZST"})
    void theOriginalReadsFullDiffAndIncr(CompressType type) {
        try (ArchivedCluster cluster = new ArchivedCluster(15).compression(type)) {
            cluster.postgres.execute(
                    "create table t as select n, repeat('x', 100) as text from generate_series(1, 10000) n",
                    "create unlogged table u as select 1 as one",
                    "create database app");
            BackupResult full = cluster.backup(BackupType.FULL);
            cluster.postgres.execute("insert into t select n, 'diff' from generate_series(1, 500) n", "checkpoint");
            BackupResult diff = cluster.backup(BackupType.DIFF);
            cluster.postgres.execute("insert into t select n, 'incr' from generate_series(1, 50) n", "checkpoint");
            BackupResult incr = cluster.backup(BackupType.INCR);

            String info = cluster.original.run("info").orFail().output();
            assertThat(info).contains("full backup: " + full.label(), "diff backup: " + diff.label());
            assertThat(info).contains("incr backup: " + incr.label(), "status: ok");
            assertThat(cluster.original.run("verify").orFail().output()).doesNotContain("invalid");
            List.of(full, diff, incr).forEach(backup -> restores(cluster, backup));
            referencesUnchangedFiles(cluster, full, incr);
        }
    }

    private static void restores(ArchivedCluster cluster, BackupResult backup) {
        String rows = switch (backup.type()) {
            case FULL -> "10000";
            case DIFF -> "10500";
            case INCR -> "10550";
        };
        try (EmbeddedPostgres restored = cluster.restored(backup.label().value())) {
            assertThat(restored.query(COUNT)).isEqualTo(rows);
            assertThat(restored.query("select count(*) from u")).isEqualTo("0");
        }
    }

    private static void referencesUnchangedFiles(ArchivedCluster cluster, BackupResult full, BackupResult incr) {
        Manifest manifest = cluster.repository.manifest(incr.label());
        long references = manifest.files().stream()
                .filter(file -> file.reference().filter(full.label()::equals).isPresent())
                .count();
        assertThat(references).isGreaterThan(manifest.files().size() / 2);
        assertThat(incr.copied()).isLessThan(full.copied() / 2);
        assertThat(manifest.options().delta()).contains(false);
        assertThat(manifest.annotations()).containsEntry("note", "two words");
    }

    @Test
    void theOriginalContinuesOurSet() {
        try (ArchivedCluster cluster = new ArchivedCluster(15).compression(CompressType.LZ4)) {
            cluster.postgres.execute("create table t as select generate_series(1, 1000) n");
            cluster.backup(BackupType.FULL);
            cluster.postgres.execute("insert into t values (0)", "checkpoint");
            cluster.original.run("backup", "--type=incr", "--compress-type=lz4").orFail();
            cluster.postgres.execute("insert into t values (0)", "checkpoint");
            BackupResult ours = cluster.backup(BackupType.INCR);
            assertThat(cluster.repository.manifest(ours.label()).data().references())
                    .hasSize(3);
            assertThat(cluster.original.run("verify").orFail().output()).doesNotContain("invalid");
            try (EmbeddedPostgres restored = cluster.restored(ours.label().value())) {
                assertThat(restored.query(COUNT)).isEqualTo("1002");
            }
        }
    }
}
