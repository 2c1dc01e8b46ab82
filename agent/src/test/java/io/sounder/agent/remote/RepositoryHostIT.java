package io.sounder.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands on the host of a cluster whose repository is on another host, over a real ssh. */
class RepositoryHostIT {
    private TwoHosts hosts;
    private Sshd sshd;
    private AgentProgram repository;
    private AgentProgram cluster;

    @BeforeEach
    void connect() {
        hosts = new TwoHosts();
        sshd = Sshd.start(hosts.root());
        repository = hosts.ofRepository();
        cluster = hosts.ofCluster(
                "--repo1-host=127.0.0.1",
                "--repo1-host-port=" + sshd.port(),
                "--repo1-host-user=" + System.getProperty("user.name"),
                "--repo1-host-cmd=" + repository.script(),
                "--repo1-host-config=" + repository.configuration(),
                "--repo1-retention-full=1",
                "--cmd-ssh=" + sshd.clientOfServer());
    }

    @AfterEach
    void disconnect() {
        sshd.close();
        hosts.close();
    }

    @Test
    void everyCommandWorksFromTheClustersHost() throws IOException {
        EmbeddedPostgres postgres = hosts.postgres();
        hosts.start(cluster);
        cluster.run("stanza-create").orFail();
        assertThat(Files.getOwner(hosts.repository().resolve("backup/demo/backup.info"))
                        .getName())
                .isEqualTo(System.getProperty("user.name"));
        cluster.run("check").orFail();
        cluster.run("backup", "--type=full").orFail();
        postgres.execute("create table t as select generate_series(1, 1000) as i", "checkpoint");
        cluster.run("backup", "--type=incr").orFail();
        assertThat(labels(repository.runHere("info"))).hasSize(2);
        assertThat(cluster.run("info", "--output=json").orFail().output())
                .isEqualTo(repository.runHere("info", "--output=json").orFail().output());

        postgres.execute("insert into t select generate_series(1001, 1500)", "select pg_switch_wal()");
        cluster.run("check").orFail();
        Path target = hosts.target("restored");
        cluster.run("restore", "--pg1-path=" + target).orFail();
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, target)) {
            restored.start();
            restored.awaitPromotion();
            assertThat(restored.query("select count(*) from t")).isEqualTo("1500");
        }
        cluster.run("backup", "--type=full").orFail();
        assertThat(labels(repository.runHere("info"))).hasSize(1);
    }

    @Test
    void theRepositorysHostMayRefuse() throws IOException {
        hosts.start(cluster);
        cluster.run("stanza-create").orFail();
        Files.createFile(hosts.repositoryLocks().resolve("demo.stop"));
        ProcessResult stopped = cluster.run("expire");
        assertThat(stopped.exitCode()).isEqualTo(62);
        assertThat(stopped.output()).contains("on '127.0.0.1'").contains("stop file exists for stanza demo");
        Files.delete(hosts.repositoryLocks().resolve("demo.stop"));

        try (LockFile _ =
                LockFile.acquire(hosts.repositoryLocks(), "demo", LockType.BACKUP, List.of(1), new ExecId("1-other"))) {
            ProcessResult locked = cluster.run("expire");
            assertThat(locked.exitCode()).isEqualTo(50);
            assertThat(locked.output()).contains("on '127.0.0.1'").contains("unable to acquire lock");
        }
        cluster.run("expire").orFail();
        assertThat(hosts.repositoryLocks()).isEmptyDirectory();
    }

    private static List<String> labels(ProcessResult info) {
        return info.orFail()
                .output()
                .lines()
                .filter(line -> line.contains(" backup: "))
                .toList();
    }
}
