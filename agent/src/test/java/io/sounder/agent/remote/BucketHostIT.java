package io.sounder.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.S3Server;
import io.sounder.agent.testing.Sshd;
import io.sounder.agent.testing.TestAuthority;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A bucket behind the host of the repository: the cluster's host knows neither the bucket nor its keys. */
class BucketHostIT {
    @Test
    void theClustersHostNeedsNoKeys() {
        try (TwoHosts hosts = new TwoHosts();
                Sshd sshd = Sshd.start(hosts.root());
                S3Server bucket =
                        S3Server.start(TestAuthority.create(hosts.root().resolve("tls")))) {
            AgentProgram repository = hosts.ofRepository()
                    .with(
                            "--repo1-path=/some/folder",
                            "--repo1-type=s3",
                            "--repo1-s3-bucket=" + S3Server.BUCKET,
                            "--repo1-s3-endpoint=localhost",
                            "--repo1-s3-region=" + S3Server.REGION,
                            "--repo1-s3-key=" + S3Server.KEY,
                            "--repo1-s3-key-secret=" + S3Server.SECRET,
                            "--repo1-s3-uri-style=path",
                            "--repo1-storage-port=" + bucket.port(),
                            "--repo1-storage-ca-file=" + hosts.root().resolve("tls/ca.pem"));
            AgentProgram cluster = hosts.ofCluster(
                    "--repo1-host=127.0.0.1",
                    "--repo1-host-port=" + sshd.port(),
                    "--repo1-host-user=" + System.getProperty("user.name"),
                    "--repo1-host-cmd=" + repository.script(),
                    "--repo1-host-config=" + repository.configuration(),
                    "--repo1-retention-full=1",
                    "--cmd-ssh=" + sshd.clientOfServer());
            hosts.start(cluster);
            cluster.run("stanza-create").orFail();
            cluster.run("check").orFail();
            hosts.postgres().execute("create table t as select generate_series(1, 1000) as i");
            cluster.run("backup", "--type=full").orFail();
            hosts.postgres().execute("insert into t select generate_series(1, 500)", "select pg_switch_wal()");
            cluster.run("check").orFail();

            assertThat(bucket.keys())
                    .contains("some/folder/backup/demo/backup.info", "some/folder/archive/demo/archive.info");
            assertThat(cluster.run("info", "--output=json").orFail().output())
                    .isEqualTo(
                            repository.runHere("info", "--output=json").orFail().output())
                    .contains("\"label\"");
            requireRows(hosts, cluster, "1500");
        }
    }

    private static void requireRows(TwoHosts hosts, AgentProgram cluster, String rows) {
        Path target = hosts.target("restored");
        cluster.run("restore", "--pg1-path=" + target).orFail();
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, target)) {
            restored.start();
            restored.awaitPromotion();
            assertThat(restored.query("select count(*) from t")).isEqualTo(rows);
        }
    }
}
