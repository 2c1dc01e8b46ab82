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

/** Our agent, brought to a node over a real sshd by the playbooks, protects, rewinds and leaves a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentOverSshIT {
    private static final String ALL = "pg_install,pg_bootstrap,pg_backup";

    private ScratchNodes nodes;

    @BeforeAll
    void makeTheCluster() throws IOException {
        assumeTrue(ScratchNodes.haveServers(), "needs sshd, ssh-keygen and PostgreSQL 15");
        Finished made =
                Finished.running(List.of(Played.CHECKOUT.resolve("bin/bundle").toString()));
        assumeTrue(made.code() == 0, () -> "bin/bundle made no bundle: " + made.output());
        nodes = ScratchNodes.withOurAgent(Path.of(made.output().lines().toList().getLast()));
        nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_bootstrap,pg_dir").succeeded();
    }

    @AfterAll
    void remove() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    @Order(1)
    void installsTheAgentAndProtectsTheCluster() {
        assertThat(nodes.path("bin/pgbackrest")).doesNotExist();

        Played played =
                nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_backup").succeeded();

        assertThat(played.output()).contains("TASK [sounder_agent : unpack the release]");
        assertThat(nodes.pgbackrest("meta", "version").orFail()).contains("Sounder");
        assertThat(nodes.path("opt/sounder/current/jre/bin/java")).isExecutable();
        assertThat(nodes.path("meta/etc/pgbackrest/initial.done")).content().contains("stanza=pg-meta system-id=");
        assertThat(nodes.pgbackrest("meta", "info").orFail()).containsOnlyOnce("full backup: ");
        nodes.pgbackrest("meta", "--stanza=pg-meta", "check").orFail();
        assertThat(nodes.sql("meta", "SELECT archived_count > 0 FROM pg_stat_archiver"))
                .isEqualTo("t");
    }

    @Test
    @Order(2)
    void changesNothingTheSecondTime() {
        Played played =
                nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_backup").succeeded();
        assertThat(played.count("meta-1", "changed")).as(played.output()).isZero();
        assertThat(played.output()).containsPattern("unpack the release\\] \\**\\s+skipping: \\[meta-1]");
        assertThat(nodes.pgbackrest("meta", "info").orFail()).containsOnlyOnce("full backup: ");
    }

    @Test
    @Order(3)
    void backsUpByTheScriptAndTheAlias() {
        nodes.sql("meta", "CREATE TABLE ledger AS SELECT generate_series(1, 100) AS id");
        ScratchNodes.asServer(List.of(nodes.path("meta/pg/bin/pg-backup").toString(), "diff"))
                .orFail();
        String aliases = nodes.path("meta/etc/pg-alias.sh").toString();
        String asTyped = ". '" + aliases + "'\npb info\n";
        assertThat(ScratchNodes.asServer(List.of("bash", "-O", "expand_aliases", "-c", asTyped))
                        .orFail())
                .contains("stanza: pg-meta", "full backup: ", "diff backup: ");
    }

    @Test
    @Order(4)
    void forksIntoAnotherCluster() throws InterruptedException {
        nodes.play("pgsql.yml", "-l", "pg-meta2", "-t", "pg_install").succeeded();
        nodes.sql("meta", "INSERT INTO ledger SELECT generate_series(101, 120)");
        Thread.sleep(200);
        String target = nodes.sql("meta", "SELECT clock_timestamp()");
        Thread.sleep(200);
        nodes.sql("meta", "DROP TABLE ledger");
        nodes.pgbackrest("meta", "--stanza=pg-meta", "check").orFail();

        String task = "{\"pg_pitr\": {\"cluster\": \"pg-meta\", \"time\": \"" + target + "\"}}";
        nodes.play("pgsql-pitr.yml", "-l", "pg-meta2", "-e", task, "-e", "pg_pitr_yes=true")
                .succeeded();

        assertThat(nodes.sql("meta2", "SELECT count(*), pg_is_in_recovery() FROM ledger"))
                .isEqualTo("120|f");
        assertThat(nodes.sql("meta", "SELECT to_regclass('ledger') IS NULL")).isEqualTo("t");
        assertThat(nodes.pgbackrest("meta2", "--stanza=pg-meta2", "info").orFail())
                .contains("db (current)")
                .containsOnlyOnce("full backup: ");
        assertThat(nodes.play("pgsql.yml", "-l", "pg-meta2", "-t", ALL)
                        .succeeded()
                        .count("meta2-1", "changed"))
                .isZero();
    }

    @Test
    @Order(5)
    void removesTheStanza() {
        nodes.play("pgsql-rm.yml", "-l", "pg-meta", "-t", "pg_backup").succeeded();
        assertThat(nodes.path("backups/archive/pg-meta")).doesNotExist();
        assertThat(nodes.path("backups/backup/pg-meta")).doesNotExist();
        assertThat(nodes.path("backups/backup/pg-meta2")).exists();
        assertThat(Files.exists(nodes.path("meta/etc/pgbackrest/initial.done"))).isFalse();
        assertThat(nodes.sql("meta", "SHOW archive_command")).isEqualTo("/bin/true");
    }
}
