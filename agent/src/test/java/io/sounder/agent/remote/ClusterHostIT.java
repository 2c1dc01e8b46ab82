package io.sounder.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Sshd;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands on the host of a repository whose cluster is on another host, over a real ssh. */
class ClusterHostIT {
    private TwoHosts hosts;
    private Sshd sshd;
    private AgentProgram repository;
    private AgentProgram cluster;

    @BeforeEach
    void connect() {
        hosts = new TwoHosts();
        sshd = Sshd.start(hosts.root());
        AgentProgram plain = hosts.ofRepository();
        cluster = hosts.ofCluster(
                "--repo1-host=127.0.0.1",
                "--repo1-host-port=" + sshd.port(),
                "--repo1-host-user=" + System.getProperty("user.name"),
                "--repo1-host-cmd=" + plain.script(),
                "--repo1-host-config=" + plain.configuration(),
                "--cmd-ssh=" + sshd.clientOfServer());
        repository = hosts.ofRepository(
                "--process-max=2",
                "--pg1-host=127.0.0.1",
                "--pg1-host-port=" + sshd.port(),
                "--pg1-host-user=" + Unprivileged.user(),
                "--pg1-host-cmd=" + cluster.script(),
                "--pg1-host-config=" + cluster.configuration(),
                "--pg1-path=" + hosts.postgres().data(),
                "--pg1-socket-path=" + hosts.postgres().socketFolder(),
                "--cmd-ssh=" + sshd.clientHere());
    }

    @AfterEach
    void disconnect() {
        sshd.close();
        hosts.close();
    }

    @Test
    void backupsAreMadeFromTheRepositorysHost() {
        EmbeddedPostgres postgres = hosts.postgres();
        hosts.start(cluster);
        Path tablespace = hosts.target("tablespace");
        postgres.execute("create tablespace ts location '" + tablespace + "'");
        postgres.execute("create table t tablespace ts as select generate_series(1, 1000) as i", "checkpoint");
        repository.runHere("stanza-create").orFail();
        repository.runHere("check").orFail();
        repository.runHere("backup", "--type=full").orFail();
        postgres.execute("insert into t select generate_series(1001, 1500)", "checkpoint");
        ProcessResult incremental = repository
                .runHere("backup", "--type=incr", "--log-level-console=detail")
                .orFail();
        assertThat(incremental.output()).contains("match file from prior backup " + postgres.data());

        Path target = hosts.target("restored");
        Path moved = hosts.target("moved");
        cluster.run("restore", "--pg1-path=" + target, "--tablespace-map=ts=" + moved)
                .orFail();
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, target)) {
            restored.start();
            restored.awaitPromotion();
            assertThat(restored.query("select count(*) from t")).isEqualTo("1500");
        }
    }

    @Test
    void theClustersHostMayRefuse() throws IOException {
        hosts.start(cluster);
        repository.runHere("stanza-create").orFail();
        Path locks = hosts.postgres().folder("lock");
        Path stop = Files.createFile(locks.resolve("demo.stop"));
        refused(62, "stop file exists for stanza demo", repository.runHere("backup"));
        Files.delete(stop);

        try (LockFile _ = LockFile.acquire(locks, "demo", LockType.BACKUP, List.of(1), new ExecId("1-other"))) {
            refused(50, "unable to acquire lock", repository.runHere("backup"));
        }
        repository.runHere("backup").orFail();
        assertThat(locks).isEmptyDirectory();
    }

    private static void refused(int code, String text, ProcessResult result) {
        assertThat(result.output()).contains("on '127.0.0.1'").contains(text);
        assertThat(result.exitCode()).isEqualTo(code);
    }

    @Test
    void aLostConnectionInTheMiddleOfABackupIsOneErrorAndTheNextRunGoesOn() throws IOException {
        EmbeddedPostgres postgres = hosts.postgres();
        hosts.start(cluster);
        postgres.execute("create table big as select repeat(md5(i::text), 10) from generate_series(1, 400000) as i");
        repository.runHere("stanza-create").orFail();
        Path output = hosts.root().resolve("output");
        Process backup = new ProcessBuilder(repository.line("backup", "--type=full", "--compress-type=gz"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        awaitCopy(backup);
        List<ProcessHandle> connections = backup.descendants().toList();
        assertThat(connections).isNotEmpty();
        connections.forEach(ProcessHandle::destroyForcibly);
        backup.onExit().join();
        assertThat(backup.exitValue()).isNotZero();
        assertThat(Files.readString(output)).contains("on '127.0.0.1' terminated unexpectedly [137]");
        assertThat(repository.runHere("info").orFail().output()).contains("no valid backups");
        ProcessResult again = repository
                .runHere("backup", "--type=full", "--compress-type=gz")
                .orFail();
        assertThat(again.output()).contains("resumable backup");
    }

    private void awaitCopy(Process backup) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!hosts.stored("pg_data/base/5/1255.gz")) {
            if (!backup.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the backup ended or does not begin");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Test
    void theClustersHostIsNamedWhenItCannotBeReached() {
        AgentProgram wrong = repository.with("--pg1-host-port=1");
        ProcessResult check = wrong.runHere("stanza-create");
        assertThat(check.exitCode()).isEqualTo(56);
        assertThat(check.output())
                .contains("remote-0 process on '127.0.0.1' terminated unexpectedly [255]")
                .contains("Connection refused");
        ProcessResult push = wrong.runHere("archive-push", "000000010000000000000001");
        assertThat(push.exitCode()).isEqualTo(72);
        assertThat(push.output()).contains("archive-push command must be run on the PostgreSQL host");
    }
}
