package io.sounder.controller.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of one cluster, playbook by playbook, over a real sshd and with a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlaybooksIT {
    private ScratchNodes nodes;
    private String beforeTheLoss;

    @BeforeAll
    void makeTheCluster() throws IOException {
        assumeTrue(ScratchNodes.haveServers(), "needs sshd, ssh-keygen and PostgreSQL 15");
        assumeTrue(Files.isExecutable(ScratchNodes.PGBACKREST), "pgbackrest is not installed");
        nodes = ScratchNodes.withTheOriginal();
        nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_install,pg_bootstrap")
                .succeeded();
    }

    @AfterAll
    void remove() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    @Order(1)
    void protectsARunningCluster() {
        assertThat(nodes.sql("meta", "SHOW archive_mode")).isEqualTo("off");

        Played played =
                nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_backup").succeeded();

        assertThat(played.output()).contains("archive_mode was off: restarting PostgreSQL of 'pg-meta-1'");
        assertThat(nodes.sql("meta", "SHOW archive_mode")).isEqualTo("on");
        assertThat(nodes.sql("meta", "SHOW archive_command")).endsWith("--stanza=pg-meta archive-push %p");
        assertThat(nodes.path("meta/etc/pgbackrest/initial.done")).exists();
        assertThat(nodes.pgbackrest("meta", "info").orFail()).containsOnlyOnce("full backup: ");
    }

    @Test
    @Order(2)
    void changesNothingTheSecondTime() {
        Played played = nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_install,pg_bootstrap,pg_backup")
                .succeeded();
        assertThat(played.count("meta-1", "changed")).as(played.output()).isZero();
        assertThat(nodes.pgbackrest("meta", "info").orFail()).containsOnlyOnce("full backup: ");
    }

    @Test
    @Order(3)
    void writesTheScheduleOfTheNode() throws IOException {
        nodes.play("node.yml", "-t", "node_crontab", "-l", "pg-meta").succeeded();
        assertThat(nodes.path("meta/etc/crontab"))
                .content()
                .startsWith("SHELL=/bin/bash\n")
                .endsWith(
                        "\n00 01 * * * " + ScratchNodes.user() + " " + nodes.path("meta/pg/bin/pg-backup") + " full\n");

        Played again =
                nodes.play("node.yml", "-t", "node_crontab", "-l", "pg-meta").succeeded();
        assertThat(again.count("meta-1", "changed")).isZero();

        nodes.play("node.yml", "-t", "node_crontab", "-l", "pg-meta", "-e", "{\"node_crontab\": []}")
                .succeeded();
        assertThat(nodes.path("meta/etc/crontab"))
                .content()
                .startsWith("SHELL=/bin/bash\n")
                .doesNotContain("pg-backup");
    }

    @Test
    @Order(4)
    void addsToAForeignScheduleWithoutTouchingIt() throws IOException {
        String foreign = "17 * * * * root run-parts /etc/cron.hourly\n";
        Files.writeString(nodes.path("meta/etc/crontab"), foreign);
        nodes.play("node.yml", "-t", "node_crontab", "-l", "pg-meta", "-e", "{\"node_crontab_overwrite\": false}")
                .succeeded();
        assertThat(nodes.path("meta/etc/crontab"))
                .content()
                .startsWith(foreign + "# BEGIN node_crontab\n")
                .contains("pg-backup full");
        nodes.play("node.yml", "-t", "node_crontab", "-l", "pg-meta", "-e", "{\"node_crontab\": []}")
                .succeeded();
        assertThat(nodes.path("meta/etc/crontab")).content().isEqualTo(foreign);
        nodes.play("node.yml", "-t", "node_crontab", "-l", "pg-meta").succeeded();
        assertThat(nodes.path("meta/etc/crontab"))
                .content()
                .startsWith("SHELL=/bin/bash\n")
                .contains("\n" + foreign)
                .contains("pg-backup full");
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource(
            delimiter = '|',
            value = {
                "0 1 * * * /pg/bin/pg-backup full | not five time fields, a user and a command",
                "0 24 * * * postgres /pg/bin/pg-backup | not five time fields, a user and a command",
                "0 1 * * * nosuchuser /pg/bin/pg-backup | whose user 'nosuchuser' does not exist"
            })
    void refusesAnEntryThatCronWouldSkip(String entry, String reason) throws IOException {
        String before = Files.readString(nodes.path("meta/etc/crontab"));
        Played played = nodes.play(
                "node.yml", "-t", "node_crontab", "-l", "pg-meta", "-e", "{\"node_crontab\": [\"" + entry + "\"]}");
        assertThat(played.code()).isEqualTo(2);
        assertThat(played.output()).contains(reason).contains(entry);
        assertThat(nodes.path("meta/etc/crontab")).content().isEqualTo(before);
    }

    @Test
    @Order(6)
    void writesTheScheduleOfTheDatabaseUser() throws IOException {
        Path crontab = nodes.path("meta/etc/crontab.dbsu");
        Files.writeString(crontab, "5 5 * * * /bin/foreign\n");
        nodes.play("pgsql.yml", "-t", "pg_crontab", "-l", "pg-meta").succeeded();
        assertThat(crontab)
                .content()
                .startsWith("5 5 * * * /bin/foreign\n# BEGIN pg_crontab\n")
                .contains("MAILTO=\"\"\n")
                .endsWith("\n00 01 * * * " + nodes.path("meta/pg/bin/pg-backup") + " full\n# END pg_crontab\n");
        Played again =
                nodes.play("pgsql.yml", "-t", "pg_crontab", "-l", "pg-meta").succeeded();
        assertThat(again.count("meta-1", "changed")).isZero();

        Played missing = nodes.play(
                "pgsql.yml",
                "-t",
                "pg_crontab",
                "-l",
                "pg-meta",
                "-e",
                "{pg_crontab: ['0 1 * * * {{ pg_script_dir }}/x']}");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.output()).contains("is not on this node");

        nodes.play("pgsql.yml", "-t", "pg_crontab", "-l", "pg-meta", "-e", "{pg_crontab: []}")
                .succeeded();
        assertThat(crontab).hasContent("5 5 * * * /bin/foreign");
    }

    @Test
    @Order(7)
    void takesABackupByTheScript() {
        nodes.sql("meta", "CREATE TABLE ledger AS SELECT generate_series(1, 100) AS id");
        String script = nodes.path("meta/pg/bin/pg-backup").toString();
        assertThat(ScratchNodes.asServer(List.of(script, "diff")).orFail()).contains("done diff backup of 'pg-meta'");
        assertThat(ScratchNodes.asServer(List.of(script, "weekly")).code()).isEqualTo(3);
    }

    @ParameterizedTest
    @Order(8)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"tme\": \"2030-01-01\"} | unknown: tme",
                "{\"type\": \"time\"} | has type time without a value for 'time'",
                "{\"xid\": 5, \"lsn\": \"0/1\"} | names more than one target (xid, lsn)",
                "{\"type\": \"xid\", \"lsn\": \"0/1\"} | has type xid but names a target of type lsn",
                "{\"xid\": 4294967296} | has an xid that is not a number between 1 and 4294967295",
                "{\"lsn\": \"4001C80\"} | has an lsn that is not like 0/4001C80",
                "{\"action\": \"pause\"} | has action pause without a target",
                "{\"name\": \"x\", \"exclusive\": true} | is exclusive, which goes with time, xid and lsn only",
                "{\"name\": \"$(id)\"} | has a name that is empty, too long or has quotes",
                "{\"set\": \"20200101-000000F\"} | no backup 20200101-000000F of 'pg-meta'",
                "{\"time\": \"2037-01-01 00:00:00+00\"} | has a target in the future",
                "{\"time\": \"2020-01-01 00:00:00+00\"} | before all that can be reached: the window begins at 20",
                "{\"lsn\": \"0/1\"} | before all that can be reached",
                "{\"lsn\": \"FF/1\"} | after all that can be reached: the window ends at LSN 0/",
                "{\"type\": \"immediate\"} | nothing was done: '' is not 'pg-meta'",
                "{\"cluster\": \"nosuch\"} | no backup of 'nosuch'",
                "{\"cluster\": \"nosuch\", \"archive\": true} | asks for archiving while a copy recovers"
            })
    void refusesAWrongRecoveryBeforeAnythingStops(String task, String reason) throws IOException {
        String server =
                Files.readAllLines(nodes.path("meta/pg/data/postmaster.pid")).getFirst();
        Played played = nodes.play("pgsql-pitr.yml", "-l", "pg-meta", "-e", "{\"pg_pitr\": " + task + "}");
        assertThat(played.code()).as(played.output()).isEqualTo(2);
        assertThat(played.output()).contains(reason);
        assertThat(Files.readAllLines(nodes.path("meta/pg/data/postmaster.pid")).getFirst())
                .isEqualTo(server);
    }

    @Test
    @Order(9)
    void refusesToRecoverSeveralClustersByAccident() {
        Played played = nodes.play("pgsql-pitr.yml", "-e", "{\"pg_pitr\": {}}");
        assertThat(played.code()).isEqualTo(2);
        assertThat(played.output()).contains("pg_pitr would recover 2 clusters at once (pg-meta, pg-meta2)");
    }

    @Test
    @Order(9)
    void rewindsByTheScript() throws InterruptedException {
        String target = moment();
        nodes.sql("meta", "DELETE FROM ledger");
        String script = nodes.path("meta/pg/bin/pg-restore").toString();
        assertThat(ScratchNodes.asServer(List.of(script, "-t", target, "-X", "-P"))
                        .orFail())
                .contains("1 stop", "2 restore", "--type=time");
        nodes.await("meta", "NOT pg_is_in_recovery()");
        assertThat(nodes.sql("meta", "SELECT count(*) FROM ledger")).isEqualTo("100");
    }

    @Test
    @Order(10)
    void rewindsInPlace() throws InterruptedException {
        String target = moment();
        nodes.sql("meta", "DELETE FROM ledger");

        Played played = pitr("pg-meta", "{\"time\": \"" + target + "\", \"action\": \"promote\", \"backup\": true}")
                .succeeded();

        assertThat(played.output()).contains("recovery stopping before commit of transaction");
        assertThat(nodes.sql("meta", "SELECT count(*), pg_is_in_recovery() FROM ledger"))
                .isEqualTo("100|f");
        assertThat(nodes.path("meta/pg/data-backup/PG_VERSION")).exists();
        nodes.pgbackrest("meta", "--stanza=pg-meta", "check").orFail();
    }

    @Test
    @Order(11)
    void keepsTheDataFromBeforeUntilItIsConfirmed() {
        Played refused = pitr("pg-meta", "{}");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output()).contains("is the data from before the last recovery of 'pg-meta'");
        nodes.play("pgsql-pitr.yml", "-l", "pg-meta", "-t", "confirm").succeeded();
        assertThat(nodes.path("meta/pg/data-backup")).doesNotExist();
    }

    @Test
    @Order(12)
    void leavesThePausedServerAtItsTarget() throws InterruptedException {
        nodes.sql("meta", "INSERT INTO ledger SELECT generate_series(101, 110)");
        String target = moment();
        nodes.sql("meta", "INSERT INTO ledger SELECT generate_series(111, 120)");

        Played played = pitr("pg-meta", "{\"time\": \"" + target + "\"}").succeeded();

        assertThat(played.output()).contains("is paused at the target").contains("wrong point?");
        assertThat(nodes.sql("meta", "SELECT count(*), pg_get_wal_replay_pause_state() FROM ledger"))
                .isEqualTo("110|paused");
    }

    @Test
    @Order(13)
    void failsWhenTheArchiveEndsBeforeTheTarget() {
        Played played = pitr("pg-meta", "{\"name\": \"nosuch\", \"action\": \"promote\"}");
        assertThat(played.code()).isEqualTo(2);
        assertThat(played.output())
                .contains("recovery ended before configured recovery target was reached")
                .contains("the archived WAL of pg-meta ends before the target");
        assertThat(nodes.path("meta/pg/data/postmaster.pid")).doesNotExist();
    }

    @Test
    @Order(14)
    void recoversToTheEndAfterAFailedRun() {
        pitr("pg-meta", "{}").succeeded();
        assertThat(nodes.sql("meta", "SELECT count(*), pg_is_in_recovery() FROM ledger"))
                .isEqualTo("120|f");
    }

    @Test
    @Order(15)
    void undoesAForkThatFails() {
        nodes.play("pgsql.yml", "-l", "pg-meta2", "-t", "pg_install,pg_bootstrap,pg_backup")
                .succeeded();
        nodes.sql("meta2", "CREATE TABLE own ()");
        Played played = pitr("pg-meta2", "{\"cluster\": \"pg-meta\", \"name\": \"nosuch\"}");
        assertThat(played.code()).isEqualTo(2);
        assertThat(played.output())
                .contains("the archived WAL of pg-meta ends before the target")
                .contains("the fork is undone");
        assertThat(nodes.sql("meta2", "SELECT count(*), pg_is_in_recovery() FROM own"))
                .isEqualTo("0|f");
        assertThat(nodes.path("meta2/pg/data-backup")).doesNotExist();
    }

    @Test
    @Order(16)
    void forksIntoAnotherCluster() throws InterruptedException {
        beforeTheLoss = moment();
        nodes.sql("meta", "DROP TABLE ledger");
        String source = nodes.sql("meta", "SELECT pg_switch_wal() IS NOT NULL, pg_postmaster_start_time()");
        nodes.pgbackrest("meta", "--stanza=pg-meta", "check").orFail();

        pitr("pg-meta2", "{\"cluster\": \"pg-meta\", \"time\": \"" + beforeTheLoss + "\"}")
                .succeeded();

        assertThat(nodes.sql("meta2", "SELECT count(*), pg_is_in_recovery() FROM ledger"))
                .isEqualTo("120|f");
        assertThat(nodes.sql("meta2", "SHOW archive_command")).endsWith("--stanza=pg-meta2 archive-push %p");
        assertThat(nodes.sql("meta2", "SHOW cluster_name")).isEqualTo("pg-meta2");
        assertThat(nodes.sql("meta2", "SELECT pg_is_in_recovery(), current_setting('restore_command')"))
                .isEqualTo("f|");
        assertThat(nodes.pgbackrest("meta2", "--stanza=pg-meta2", "info").orFail())
                .contains("db (prior)")
                .contains("db (current)");
        nodes.pgbackrest("meta2", "--stanza=pg-meta2", "check").orFail();
        assertThat(source).endsWith(nodes.sql("meta", "SELECT pg_postmaster_start_time()"));
    }

    @Test
    @Order(17)
    void hasNothingToDoOnAFork() {
        Played played = nodes.play("pgsql.yml", "-l", "pg-meta2", "-t", "pg_install,pg_bootstrap,pg_backup")
                .succeeded();
        assertThat(played.count("meta2-1", "changed")).as(played.output()).isZero();
    }

    @Test
    @Order(18)
    void obeysTheSafeguard() {
        Played played = nodes.play("pgsql-rm.yml", "-l", "pg-meta2", "-e", "pg_safeguard=true");
        assertThat(played.code()).isEqualTo(2);
        assertThat(played.output()).contains("pg_safeguard protects cluster 'pg-meta2' from removal");
        assertThat(nodes.sql("meta2", "SELECT 1")).isEqualTo("1");
    }

    @Test
    @Order(19)
    void keepsTheBackupsWhenAskedTo() {
        nodes.play("pgsql-rm.yml", "-l", "pg-meta", "-t", "pg_backup", "-e", "pg_rm_backup=false")
                .succeeded();
        assertThat(nodes.pgbackrest("meta", "info").orFail()).contains("full backup: ");
        assertThat(nodes.path("meta/etc/pgbackrest/initial.done")).exists();
    }

    @Test
    @Order(20)
    void removesTheBackupsOfARunningServer() {
        nodes.play("pgsql-rm.yml", "-l", "pg-meta", "-t", "pg_backup").succeeded();
        assertThat(nodes.path("backups/archive/pg-meta")).doesNotExist();
        assertThat(nodes.path("backups/backup/pg-meta")).doesNotExist();
        assertThat(nodes.path("backups/backup/pg-meta2")).exists();
        assertThat(nodes.path("meta/etc/pgbackrest/pgbackrest.conf")).doesNotExist();
        assertThat(nodes.path("meta/etc/pgbackrest/initial.done")).doesNotExist();
        assertThat(nodes.sql("meta", "SHOW archive_command")).isEqualTo("/bin/true");
    }

    @Test
    @Order(21)
    void removesAClusterAsAWhole() {
        nodes.play("pgsql-rm.yml", "-l", "pg-meta2").succeeded();
        assertThat(nodes.path("backups/backup/pg-meta2")).doesNotExist();
        assertThat(nodes.path("meta2/pg/data")).doesNotExist();
        assertThat(nodes.sql("meta", "SELECT 1")).isEqualTo("1");
    }

    private Played pitr(String cluster, String task) {
        return nodes.play(
                "pgsql-pitr.yml",
                "-l",
                cluster,
                "-e",
                "{\"pg_pitr\": " + task + "}",
                "-e",
                "pg_pitr_confirm=" + cluster);
    }

    /** A moment between the commits before and after it. */
    private String moment() throws InterruptedException {
        Thread.sleep(200);
        String now = nodes.sql("meta", "SELECT clock_timestamp()");
        Thread.sleep(200);
        return now;
    }
}
