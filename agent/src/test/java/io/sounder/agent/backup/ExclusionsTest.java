package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.postgres.PgVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionsTest {
    private static Exclusions of(boolean online, PgVersion version, String... options) {
        return new Exclusions(online, version, List.of(options));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_data/postmaster.pid",
                "pg_data/postmaster.opts",
                "pg_data/backup_label",
                "pg_data/backup_label.old",
                "pg_data/postgresql.auto.conf.tmp",
                "pg_data/recovery.signal",
                "pg_data/standby.signal",
                "pg_data/backup_manifest",
                "pg_data/backup_manifest.tmp",
                "pg_data/pg_wal/000000010000000000000001"
            })
    void leavesOutFilesThatBelongToTheRunningServer(String name) {
        assertThat(of(true, PgVersion.V15).file(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_data/postgresql.auto.conf",
                "pg_data/base/5/postmaster.pid",
                "pg_data/pg_wal/summaries/0001",
                "pg_data/recovery.conf",
                "pg_tblspc/1/PG_15_202209061/5/backup_label"
            })
    void keepsOtherFiles(String name) {
        assertThat(of(true, PgVersion.V15).file(name)).isFalse();
    }

    @Test
    void keepsWalOfAStoppedCluster() {
        Exclusions offline = of(false, PgVersion.V15);
        assertThat(offline.file("pg_data/pg_wal/000000010000000000000001")).isFalse();
        assertThat(offline.emptied("pg_data/pg_wal/archive_status")).isFalse();
        assertThat(of(true, PgVersion.V15).emptied("pg_data/pg_wal/archive_status"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynshmem", "notify", "replslot", "serial", "snapshots", "stat_tmp", "subtrans"})
    void emptiesFoldersThatTheServerFillsAtStart(String name) {
        assertThat(of(false, PgVersion.V15).emptied("pg_data/pg_" + name)).isTrue();
        assertThat(of(false, PgVersion.V15).emptied("pg_data/base/pg_" + name)).isFalse();
    }

    @Test
    void knowsTheNamesOfOldVersions() {
        Exclusions old = of(true, PgVersion.V9_6);
        assertThat(old.file("pg_data/recovery.conf")).isTrue();
        assertThat(old.file("pg_data/standby.signal")).isFalse();
        assertThat(old.file("pg_data/pg_xlog/000000010000000000000001")).isTrue();
        assertThat(old.file("pg_data/backup_manifest")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"pgsql_tmp,true", "pgsql_tmp12.3,true", "my_pgsql_tmp,false"})
    void leavesOutTemporaryFilesOfQueries(String name, boolean excluded) {
        assertThat(of(true, PgVersion.V15).entry(name)).isEqualTo(excluded);
    }

    @Test
    void takesChosenPathsLiterally() {
        Exclusions chosen = of(true, PgVersion.V15, "log/", "junk", "pg_tblspc/1/PG_15_202209061/pgsql");
        assertThat(chosen.chosenContent("pg_data/log")).contains("log/");
        assertThat(chosen.chosen("pg_data/log")).isEmpty();
        assertThat(chosen.chosen("pg_data/junk")).contains("junk");
        assertThat(chosen.chosen("pg_data/junk2")).isEmpty();
        assertThat(chosen.chosen("pg_tblspc/1/PG_15_202209061/pgsql")).isPresent();
    }
}
