package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A backup whose files come from a standby restores to what the primary had; the original does the restore. */
class StandbyBackupIT {
    private static final Pattern LABEL = Pattern.compile("new backup label = (\\S+)");

    @Test
    void copiesFromTheStandbyWhatIsReplicated() throws IOException {
        try (ArchivedCluster cluster = new ArchivedCluster(15)) {
            EmbeddedPostgres primary = cluster.postgres;
            primary.execute("create table t as select generate_series(1, 1000) as n", "create table gone as select 1");
            cluster.original.run("backup", "--type=full").orFail();
            try (EmbeddedPostgres standby = standby(cluster)) {
                primary.execute("insert into t select generate_series(1001, 5000)", "drop table gone");
                AgentProgram agent = agent(cluster, standby);

                String output = agent.run("--backup-standby", "backup", "--type=full")
                        .orFail()
                        .output();

                assertThat(output)
                        .contains("wait for replay on the standby to reach")
                        .contains("replay on the standby reached")
                        .contains("backup file " + standby.data() + "/base/5/")
                        .contains("backup file " + standby.data() + "/pg_xact/0000")
                        .contains("backup file " + primary.data() + "/global/pg_control")
                        .contains("backup file " + primary.data() + "/postgresql.conf")
                        .doesNotContain("backup file " + primary.data() + "/base/");
                String label = label(output);
                assertThat(Files.readString(
                                cluster.repositoryFolder.resolve("backup/demo/" + label + "/backup.manifest")))
                        .contains("option-backup-standby=true");
                try (EmbeddedPostgres restored = cluster.restored(label)) {
                    assertThat(restored.query("select sum(n) from t")).isEqualTo("12502500");
                    assertThat(restored.query("select count(*) from pg_class where relname = 'gone'"))
                            .isEqualTo("0");
                }
                standby.stop();
            }
            refusesWithoutStandby(cluster);
        }
    }

    private static void refusesWithoutStandby(ArchivedCluster cluster) {
        AgentProgram agent = agent(cluster, cluster.postgres.folder("absent"), cluster.postgres.folder("absent"));

        ProcessResult required = agent.run("--backup-standby=y", "backup");
        ProcessResult preferred = agent.run("--backup-standby=prefer", "backup", "--type=incr");

        assertThat(required.exitCode()).isEqualTo(56);
        assertThat(required.output()).contains("unable to find standby cluster - cannot proceed");
        assertThat(preferred.orFail().output())
                .contains("unable to find a standby to perform the backup, using primary instead")
                .contains("new backup label");
    }

    private static EmbeddedPostgres standby(ArchivedCluster cluster) {
        Path folder = cluster.postgres.folder("standby");
        cluster.original
                .run("restore", "--type=standby", "--pg1-path=" + folder)
                .orFail();
        return EmbeddedPostgres.restored(15, folder)
                .set("hot_standby", "on")
                .set("wal_retrieve_retry_interval", "200ms")
                .start();
    }

    private static AgentProgram agent(ArchivedCluster cluster, EmbeddedPostgres standby) {
        return agent(cluster, standby.data(), standby.socketFolder());
    }

    private static AgentProgram agent(ArchivedCluster cluster, Path standby, Path socket) {
        EmbeddedPostgres primary = cluster.postgres;
        return AgentProgram.install(
                primary.folder("program" + standby.getFileName()),
                "--repo1-path=" + cluster.repositoryFolder,
                "--repo1-retention-full=9",
                "--pg1-path=" + standby,
                "--pg1-socket-path=" + socket,
                "--pg1-user=postgres",
                "--pg2-path=" + primary.data(),
                "--pg2-socket-path=" + primary.socketFolder(),
                "--pg2-user=postgres",
                "--start-fast",
                "--compress-type=lz4",
                "--lock-path=" + cluster.repositoryFolder.resolveSibling("lock"),
                "--log-level-console=detail",
                "--log-level-file=off");
    }

    private static String label(String output) {
        Matcher matcher = LABEL.matcher(output);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
