package io.sounder.controller.playbooks;

import static io.sounder.controller.playbooks.Sandbox.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** From bare hosts with systemd to protected clusters, under Patroni and without it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealHostsIT {
    private Sandbox sandbox;

    @BeforeAll
    void makeTheHosts() throws IOException {
        Optional<String> missing = Sandbox.whatIsMissing();
        assumeTrue(missing.isEmpty(), () -> "no sandbox here: " + missing.orElseThrow());
        sandbox = Sandbox.up();
    }

    @AfterAll
    void remove() throws IOException {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    @Order(1)
    void preparesTheHosts() {
        Played played = sandbox.play("node.yml").succeeded();
        assertThat(played.output()).contains("TASK [etcd : wait for etcd]");
    }

    @Test
    @Order(2)
    void makesAProtectedClusterUnderPatroni() {
        sandbox.play("pgsql.yml", "-l", "pg-test").succeeded();

        assertThat(sandbox.status())
                .containsPattern("node-1 .* active +primary")
                .containsPattern("node-2 .* replica");
        for (String host : new String[] {"node-1", "node-2"}) {
            assertThat(sandbox.sql(host, "SHOW archive_mode")).isEqualTo("on");
            assertThat(sandbox.sql(host, "SHOW archive_command"))
                    .isEqualTo("pgbackrest --stanza=pg-test archive-push %p");
            assertThat(sandbox.sql(host, "SHOW work_mem")).isEqualTo("8MB");
        }
        assertThat(sandbox.sql("node-1", "SELECT application_name, state FROM pg_stat_replication"))
                .isEqualTo("pg-test-2|streaming");
        assertThat(sandbox.asPostgres("node-1", "pgbackrest info").orFail())
                .contains("stanza: pg-test\n    status: ok")
                .containsOnlyOnce("full backup: ");
        assertThat(sandbox.asPostgres("node-1", "cat /etc/pgbackrest/initial.done")
                        .orFail())
                .contains("stanza=pg-test system-id="
                        + sandbox.sql("node-1", "SELECT system_identifier FROM pg_control_system()"));
        assertThat(sandbox.asPostgres("node-2", "ls /etc/pgbackrest/initial.done")
                        .code())
                .isNotZero();
    }

    @Test
    @Order(3)
    void letsUsersInAsTheInventorySays() {
        String uri = "host=" + address(11) + " user=test dbname=ledger";
        assertThat(sandbox.asPostgres(
                                "node-2",
                                "PGPASSWORD=\"it's secret\" psql -wXAtq '" + uri
                                        + "' -c \"SELECT similarity('a', 'a'), pg_has_role('dbrole_readonly', 'MEMBER')\"")
                        .orFail()
                        .strip())
                .isEqualTo("1|t");
        assertThat(sandbox.asPostgres(
                                "node-2", "psql -wXAtq 'host=" + address(11) + " user=dbuser_dba dbname=postgres'")
                        .output())
                .contains("no pg_hba.conf entry");
    }

    @Test
    @Order(3)
    void letsOthersWatchTheBackups() {
        String metrics =
                "for try in $(seq 30); do curl -s http://127.0.0.1:9854/metrics | grep '^pgbackrest_backup_info' && break; "
                        + "sleep 1; done";
        assertThat(sandbox.asPostgres("node-1", metrics).orFail())
                .containsOnlyOnce("pgbackrest_backup_info{")
                .contains("backup_type=\"full\"", "stanza=\"pg-test\"");
        assertThat(sandbox.sql(
                        "node-1",
                        "SELECT name, bk_type, bk_error, bk_stop_at > bk_start_at - interval '1 s', bk_annotation"
                                + " FROM monitor.pgbackrest"))
                .isEqualTo("pg-test|full|f|t|{\"pg_cluster\": \"pg-test\"}");
    }

    @Test
    @Order(4)
    void changesNothingTheSecondTime() {
        Played played = sandbox.play("pgsql.yml", "-l", "pg-test").succeeded();
        assertThat(played.count(address(11), "changed")).as(played.output()).isZero();
        assertThat(played.count(address(12), "changed")).as(played.output()).isZero();
    }

    @Test
    @Order(5)
    void makesAPlainClusterWithADelayedReplica() {
        sandbox.play("pgsql.yml", "-l", "pg-meta", "-e", "pgbackrest_enabled=false")
                .succeeded();
        assertThat(sandbox.sql("meta", "SHOW archive_mode")).isEqualTo("off");
        assertThat(sandbox.sql("node-3", "SELECT pg_is_in_recovery(), current_setting('recovery_min_apply_delay')"))
                .isEqualTo("t|1h");
        assertThat(sandbox.sql("meta", "SELECT slot_name, active FROM pg_replication_slots"))
                .isEqualTo("pg_meta_2|t");
    }

    @Test
    @Order(6)
    void protectsAClusterThatWasMadeWithoutBackup() {
        Played played =
                sandbox.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_backup").succeeded();

        assertThat(played.output())
                .contains("archive_mode was off: restarting PostgreSQL of 'pg-meta-1'")
                .contains("archive_mode was off: restarting PostgreSQL of 'pg-meta-2'");
        assertThat(sandbox.sql("meta", "SHOW archive_mode")).isEqualTo("on");
        assertThat(sandbox.sql("node-3", "SHOW archive_mode")).isEqualTo("on");
        assertThat(sandbox.asPostgres("meta", "pgbackrest version; pgbackrest info")
                        .orFail())
                .startsWith("pgBackRest 2.")
                .doesNotContain("Sounder")
                .containsOnlyOnce("full backup: ");
    }

    @Test
    @Order(7)
    void switchesTheEngineAndBack() {
        sandbox.play("pgsql.yml", "-l", "pg-test", "-t", "pg_backup", "-e", "pgbackrest_engine=pgbackrest")
                .succeeded();
        assertThat(sandbox.asPostgres("node-1", "pgbackrest version && /pg/bin/pg-backup diff")
                        .orFail())
                .doesNotContain("Sounder");
        sandbox.play("pgsql.yml", "-l", "pg-test", "-t", "pg_backup").succeeded();
        assertThat(sandbox.asPostgres("node-1", "pgbackrest version && /pg/bin/pg-backup incr && pgbackrest info")
                        .orFail())
                .contains("Sounder")
                .containsOnlyOnce("full backup: ")
                .containsOnlyOnce("diff backup: ")
                .containsOnlyOnce("incr backup: ");
    }

    @Test
    @Order(8)
    void recoversAClusterUnderPatroniThoughTheControllerIsKilled() throws IOException, InterruptedException {
        new HostRecoveries(sandbox).goesOnAfterTheControllerWasKilled();
    }

    @Test
    @Order(9)
    void keepsARecoveredServerAtItsTargetAndGoesBack() {
        new HostRecoveries(sandbox).waitsAtItsTargetAndGoesBack();
    }

    @Test
    @Order(10)
    void forksAClusterUnderPatroniIntoOneWithout() {
        new HostRecoveries(sandbox).forksIntoTheOtherCluster();
    }
}
