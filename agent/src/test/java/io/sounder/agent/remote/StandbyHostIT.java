package io.sounder.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.Sshd;
import io.sounder.agent.testing.Unprivileged;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Primary, standby and repository on a host each: the repository is encrypted, bundled and in blocks, and is written through
 * both clusters' hosts.
 */
class StandbyHostIT {
    @Test
    void backupsComeFromTheStandbysHost() {
        try (TwoHosts hosts = new TwoHosts();
                Sshd sshd = Sshd.start(hosts.root())) {
            EmbeddedPostgres primary = hosts.postgres();
            AgentProgram repository = hosts.ofRepository(
                    "--process-max=2",
                    "--repo1-cipher-type=aes-256-cbc",
                    "--repo1-cipher-pass=word",
                    "--repo1-bundle",
                    "--repo1-block",
                    "--cmd-ssh=" + sshd.clientHere());
            AgentProgram first = hosts.ofCluster(repository(repository, sshd));
            hosts.start(first);
            AgentProgram maker = repository.with(cluster(1, sshd, first, primary.data(), primary.socketFolder()));
            maker.runHere("stanza-create").orFail();
            maker.runHere("backup", "--type=full").orFail();
            primary.execute("create table t as select generate_series(1, 1000) as i");

            Path data = hosts.target("standby");
            first.run("restore", "--type=standby", "--pg1-path=" + data).orFail();
            try (EmbeddedPostgres standby = EmbeddedPostgres.restored(15, data)) {
                standby.set("hot_standby", "on")
                        .set("wal_retrieve_retry_interval", "2s")
                        .start();
                AgentProgram second = first.with(
                        "--pg1-path=" + data,
                        "--pg1-socket-path=" + standby.socketFolder(),
                        "--lock-path=" + hosts.postgres().folder("lock2"));
                AgentProgram both = maker.with(cluster(2, sshd, second, data, standby.socketFolder()));
                String output = both.runHere("backup", "--type=incr", "--backup-standby", "--log-level-console=detail")
                        .orFail()
                        .output();
                assertThat(output)
                        .contains("replay on the standby reached", "backup file " + data + "/base/5/")
                        .contains("backup file " + primary.data() + "/global/pg_control")
                        .doesNotContain("backup file " + primary.data() + "/base/");
            }
            // The standby is gone, and its host as well.
            AgentProgram both = maker.with(cluster(2, sshd, first, data, data)).with("--pg2-host-port=1");
            assertThat(both.runHere("backup", "--backup-standby=prefer", "--type=incr")
                            .orFail()
                            .output())
                    .contains("unable to find a standby to perform the backup, using primary instead");
            checkRestore(hosts, first);
        }
    }

    private static void checkRestore(TwoHosts hosts, AgentProgram program) {
        Path target = hosts.target("restored");
        program.run("restore", "--pg1-path=" + target).orFail();
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, target)) {
            restored.start();
            restored.awaitPromotion();
            assertThat(restored.query("select count(*) from t")).isEqualTo("1000");
        }
    }

    private static String[] repository(AgentProgram program, Sshd sshd) {
        return new String[] {
            "--repo1-host=127.0.0.1",
            "--repo1-host-port=" + sshd.port(),
            "--repo1-host-user=" + System.getProperty("user.name"),
            "--repo1-host-cmd=" + program.script(),
            "--repo1-host-config=" + program.configuration(),
            "--cmd-ssh=" + sshd.clientOfServer()
        };
    }

    private static String[] cluster(int key, Sshd sshd, AgentProgram program, Path data, Path socket) {
        return List.of(
                        "host=127.0.0.1",
                        "host-port=" + sshd.port(),
                        "host-user=" + Unprivileged.user(),
                        "host-cmd=" + program.script(),
                        "host-config=" + program.configuration(),
                        "path=" + data,
                        "socket-path=" + socket,
                        "user=postgres")
                .stream()
                .map(option -> "--pg" + key + "-" + option)
                .toArray(String[]::new);
    }
}
