package io.sounder.controller.playbooks;

import static io.sounder.controller.playbooks.Sandbox.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Recoveries of the clusters of a {@link Sandbox}, each proved by a ledger whose rows are known by their numbers. */
final class HostRecoveries {
    private static final String ROWS = "SELECT min(id), max(id), count(*), pg_is_in_recovery() FROM ledger";

    private final Sandbox sandbox;

    HostRecoveries(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Rows 1 to 10 on a host, a moment, rows 11 to 20; gives the moment. */
    private String ledger(String host) {
        sandbox.sql(host, "CREATE TABLE ledger AS SELECT generate_series(1, 10) AS id");
        String moment = sandbox.sql(host, "SELECT clock_timestamp() FROM pg_sleep(0.2)");
        sandbox.sql(host, "INSERT INTO ledger SELECT generate_series(11, 20) FROM pg_sleep(0.2)");
        return moment;
    }

    private static String task(String json) {
        return "{\"pg_pitr\": " + json + "}";
    }

    /** Killed in the middle of the restore, the run is gone on with by another one, which does not name the task again. */
    void goesOnAfterTheControllerWasKilled() throws IOException, InterruptedException {
        String moment = ledger("node-1");
        String task = task("{\"time\": \"" + moment + "\", \"action\": \"promote\"}");
        Played plan = sandbox.play("pgsql-pitr.yml", "-l", "pg-test", "-t", "plan", "-e", task)
                .succeeded();
        assertThat(plan.output())
                .contains("no gaps")
                .contains("hosts:   " + address(11) + " (recovered), " + address(12)
                        + " (offline, stopped, then made anew)");
        assertThat(sandbox.play("pgsql-pitr.yml", "-l", address(11), "-e", task).output())
                .contains("the run leaves out " + address(12));

        Process killed = sandbox.playApart("pgsql-pitr.yml", "-l", "pg-test", "-e", task, "-e", "pg_pitr_yes=true");
        String pid = "/pg/conf/pitr/restore.pid";
        sandbox.asPostgres(
                        "node-1",
                        "timeout 240 sh -c \"until [ -s " + pid + " ]; do sleep 0.02; done\" && kill -STOP $(cat " + pid
                                + ")")
                .orFail();
        killed.destroyForcibly().waitFor();
        assertThat(journal("node-1")).endsWith("restoring");

        Played played = sandbox.play("pgsql-pitr.yml", "-l", "pg-test", "-e", "pg_pitr_confirm=pg-test")
                .succeeded();

        assertThat(played.output())
                .contains("asked for: time " + moment)
                .containsPattern("reached: last commit 20.*, LSN 0/[0-9A-F]+, xid before [0-9]+, timeline 1, now 2")
                .contains("recovery stopping before commit of transaction");
        assertThat(journal("node-1")).endsWith("up");
        assertThat(sandbox.sql("node-1", ROWS)).isEqualTo("1|10|10|f");
        assertThat(sandbox.sql("node-2", ROWS)).isEqualTo("1|10|10|t");
        assertThat(sandbox.asPostgres("node-1", "patronictl -c /etc/patroni/patroni.yml list -f tsv")
                        .orFail())
                .containsPattern("pg-test-1\t.*\tLeader\trunning\t2");
        sandbox.play("pgsql-pitr.yml", "-l", "pg-test", "-t", "confirm").succeeded();
        assertThat(sandbox.asPostgres("node-1", "ls /pg").orFail()).doesNotContain("data-backup");
    }

    /** A server that waits at its target does so after a restart, and its usual unit does not start it. */
    void waitsAtItsTargetAndGoesBack() {
        String moment = ledger("meta");
        Played played = sandbox.play(
                        "pgsql-pitr.yml",
                        "-l",
                        "pg-meta",
                        "-e",
                        task("{\"time\": \"" + moment + "\"}"),
                        "-e",
                        "pg_pitr_yes=true")
                .succeeded();
        assertThat(played.output()).contains("'pg-meta-1' is paused at the target");
        assertThat(sandbox.sql("meta", ROWS)).isEqualTo("1|10|10|t");

        assertThat(sandbox.asRoot("meta", "systemctl stop pg-recovery; systemctl start postgres")
                        .code())
                .isNotZero();
        sandbox.asRoot("meta", "systemctl start pg-recovery").orFail();
        assertThat(sandbox.sql("meta", ROWS)).isEqualTo("1|10|10|t");

        sandbox.play("pgsql-pitr.yml", "-l", "pg-meta", "-t", "undo").succeeded();
        assertThat(sandbox.sql("meta", ROWS)).isEqualTo("1|20|20|f");
        assertThat(sandbox.status()).containsPattern("meta .* primary").containsPattern("node-3 .* replica");
    }

    /** From the cluster under Patroni, by a copy of its repository, into the one without; the source goes on. */
    void forksIntoTheOtherCluster() {
        String started = sandbox.sql("node-1", "SELECT pg_postmaster_start_time()");
        String moment = sandbox.sql("node-1", "SELECT clock_timestamp() FROM pg_sleep(0.2)");
        sandbox.sql("node-1", "INSERT INTO ledger VALUES (30)");
        sandbox.asPostgres("node-1", "pgbackrest --stanza=pg-test check").orFail();
        sandbox.copy("node-1", "/pg/backup", "meta", "/data/postgres/repository");

        Played played = sandbox.play(
                        "pgsql-pitr.yml",
                        "-l",
                        "pg-meta",
                        "-e",
                        task("{\"cluster\": \"pg-test\", \"time\": \"" + moment
                                + "\", \"repo\": {\"path\": \"/data/postgres/repository\"}}"),
                        "-e",
                        "pg_pitr_yes=true")
                .succeeded();

        assertThat(played.output()).contains("as a FORK of 'pg-test'");
        assertThat(sandbox.sql("meta", ROWS)).isEqualTo("1|10|10|f");
        assertThat(sandbox.sql("node-3", "SELECT pg_is_in_recovery()")).isEqualTo("t");
        assertThat(sandbox.sql("meta", "SELECT current_setting('cluster_name'), current_setting('archive_command')"))
                .isEqualTo("pg-meta|pgbackrest --stanza=pg-meta archive-push %p");
        assertThat(sandbox.asPostgres("meta", "pgbackrest info").orFail()).contains("db (prior)", "db (current)");
        assertThat(sandbox.sql("node-1", "SELECT pg_postmaster_start_time(), max(id) FROM ledger"))
                .isEqualTo(started + "|30");
    }

    private String journal(String host) {
        return sandbox.asPostgres(host, "cat /pg/conf/pitr/journal").orFail().strip();
    }
}
