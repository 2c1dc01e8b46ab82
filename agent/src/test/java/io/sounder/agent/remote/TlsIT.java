package io.sounder.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Sshd;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both directions over TLS, and clients that may not or cannot. */
class TlsIT {
    private final int repositoryPort = Sshd.freePort();
    private final int clusterPort = Sshd.freePort();
    private final List<Process> servers = new ArrayList<>();
    private TwoHosts hosts;
    private Certificates certificates;
    private AgentProgram repository;
    private AgentProgram cluster;

    @BeforeEach
    void configure() {
        hosts = new TwoHosts();
        certificates = new Certificates(hosts.root().resolve("tls"))
                .sign("repository")
                .sign("cluster")
                .sign("stranger")
                .give("cluster")
                .give("stranger");
        repository = hosts.ofRepository(
                "--process-max=2", "--pg1-path=" + hosts.postgres().data());
        repository = repository.with(client("pg1", clusterPort, "repository"));
        cluster = hosts.ofCluster(client("repo1", repositoryPort, "cluster"));
    }

    private String[] client(String prefix, int port, String name) {
        return new String[] {
            "--" + prefix + "-host=localhost",
            "--" + prefix + "-host-type=tls",
            "--" + prefix + "-host-port=" + port,
            "--" + prefix + "-host-ca-file=" + certificates.authority(),
            "--" + prefix + "-host-cert-file=" + certificates.certificate(name),
            "--" + prefix + "-host-key-file=" + certificates.key(name)
        };
    }

    /** A server for the options of a host; they stand in a global section, as a server knows no stanza. */
    private Process serve(AgentProgram program, int port, String name, String auth) {
        try {
            String options = Files.readString(program.configuration());
            Path file = hosts.root().resolve("server-" + name + ".conf");
            Files.writeString(file, """
                    [global]
                    tls-server-address=localhost
                    tls-server-port=%d
                    tls-server-ca-file=%s
                    tls-server-cert-file=%s
                    tls-server-key-file=%s
                    tls-server-auth=%s
                    log-level-file=off
                    log-level-console=info

                    %s""".formatted(
                            port,
                            certificates.authority(),
                            certificates.certificate(name),
                            certificates.key(name),
                            auth,
                            options));
            List<String> line = List.of(program.script().toString(), "--config=" + file, "server");
            Process server = new ProcessBuilder(name.equals("cluster") ? Unprivileged.command(line) : line)
                    .redirectErrorStream(true)
                    .redirectOutput(log(name).toFile())
                    .start();
            servers.add(server);
            for (int i = 0; i < 600 && ping(program, port).exitCode() != 0; i++) {
                assertThat(server.isAlive()).as(Files.readString(log(name))).isTrue();
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String name) {
        return hosts.root().resolve("server-" + name + ".log");
    }

    private static ProcessResult ping(AgentProgram program, int port) {
        return ProcessResult.of(
                List.of(program.script().toString(), "--no-config", "--tls-server-port=" + port, "server-ping"));
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.destroyForcibly().onExit().join());
        hosts.close();
    }

    @Test
    void backupsAndRestoresGoBothWays() throws Exception {
        EmbeddedPostgres postgres = hosts.postgres();
        Process server = serve(repository, repositoryPort, "repository", "cluster=demo");
        serve(cluster, clusterPort, "cluster", "repository=*");
        hosts.start(cluster);
        postgres.execute("create table t as select generate_series(1, 1000) as i");
        repository
                .runHere("stanza-create", "--pg1-socket-path=" + postgres.socketFolder())
                .orFail();
        cluster.run("check").orFail();
        repository
                .runHere("backup", "--pg1-socket-path=" + postgres.socketFolder())
                .orFail();
        cluster.run("backup", "--type=incr").orFail();
        assertThat(cluster.run("info").orFail().output())
                .isEqualTo(repository.runHere("info").orFail().output());
        Path target = hosts.target("restored");
        cluster.run("restore", "--pg1-path=" + target).orFail();
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, target)) {
            restored.start();
            restored.awaitPromotion();
            assertThat(restored.query("select count(*) from t")).isEqualTo("1000");
        }
        server.destroy();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        assertThat(Files.readString(log("repository"))).contains("server command end: completed successfully");
    }

    @Test
    void whoeverMayNotIsToldWhy() throws Exception {
        Process server = serve(repository, repositoryPort, "repository", "cluster=other");
        refused(105, "client 'cluster' may not use stanza 'demo'", cluster);
        refused(105, "client 'stranger' is not named", cluster.with(client("repo1", repositoryPort, "stranger")));
        refused(49, "localhost:1'", cluster.with("--repo1-host-port=1"));

        Certificates others =
                new Certificates(hosts.root().resolve("others")).sign("cluster").give("cluster");
        refused(95, "unable to verify certificate", cluster.with("--repo1-host-ca-file=" + others.authority()));
        refused(
                101,
                "does it not know the CA",
                cluster.with(
                        "--repo1-host-cert-file=" + others.certificate("cluster"),
                        "--repo1-host-key-file=" + others.key("cluster")));
        Files.setPosixFilePermissions(certificates.key("stranger"), PosixFilePermissions.fromString("rw-r--r--"));
        refused(42, "has group or other permissions", cluster.with(client("repo1", repositoryPort, "stranger")));

        Path configuration = hosts.root().resolve("server-repository.conf");
        Files.writeString(configuration, Files.readString(configuration).replace("=cluster=other", "=cluster=demo"));
        ProcessResult.of(List.of("kill", "-HUP", Long.toString(server.pid()))).orFail();
        for (int i = 0; i < 600 && !Files.readString(log("repository")).contains("configuration reloaded"); i++) {
            Thread.sleep(100);
        }
        refused(104, "unable to load info file", cluster);
        assertThat(server.isAlive()).isTrue();
    }

    private static void refused(int code, String text, AgentProgram program) {
        ProcessResult result = program.run("expire");
        assertThat(result.output()).contains(text);
        assertThat(result.exitCode()).isEqualTo(code);
    }
}
