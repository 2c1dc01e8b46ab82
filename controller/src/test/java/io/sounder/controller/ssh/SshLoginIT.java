package io.sounder.controller.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.UnreachableException;
import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to log in, against one real server. */
final class SshLoginIT {
    @TempDir
    static Path folder;

    private static Sshd sshd;
    private static Process agent;

    private final List<String> warnings = new ArrayList<>();
    private final SshConnections connections = new SshConnections(warnings::add);

    @BeforeAll
    static void start() throws Exception {
        sshd = Sshd.start(folder);
        Files.createDirectories(folder.resolve("home/.ssh"));
        // A user certificate, and an authority that the server knows.
        Sshd.keyPair(folder.resolve("authority"));
        Sshd.keyPair(folder.resolve("certified"));
        run(
                "ssh-keygen",
                "-q",
                "-s",
                "authority",
                "-I",
                "test",
                "-n",
                System.getProperty("user.name"),
                "certified.pub");
        Files.writeString(
                folder.resolve("authorized"),
                "cert-authority " + Files.readString(folder.resolve("authority.pub")),
                java.nio.file.StandardOpenOption.APPEND);
        // A key with a pass phrase that the agent knows.
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "kept");
        Files.writeString(
                folder.resolve("authorized"),
                Files.readString(folder.resolve("kept.pub")),
                java.nio.file.StandardOpenOption.APPEND);
        agent = new ProcessBuilder("ssh-agent", "-D", "-a", "agent.socket")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 100 && !Files.exists(folder.resolve("agent.socket")); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        run("ssh-add", "-q", "kept");
        run("ssh-keygen", "-q", "-p", "-P", "", "-N", "pass phrase", "-f", "kept");
    }

    @AfterAll
    static void stop() {
        if (agent != null) {
            agent.destroy();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private static void run(String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("SSH_AUTH_SOCK", "agent.socket");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
    }

    private static SshTarget target(String address, String key, String args) {
        return target(address, key, args, Map.of());
    }

    private static SshTarget target(String address, String key, String args, Map<String, String> environment) {
        return new SshTargets(folder.resolve("home"), environment)
                .target(new SshTargets.Wish(
                        "node",
                        address,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(key).filter(name -> !name.isEmpty()).map(folder::resolve),
                        Optional.empty(),
                        true,
                        "-o UserKnownHostsFile=" + sshd.knownHosts() + " " + args,
                        Duration.ofSeconds(10)));
    }

    private static String port() {
        return "-o Port=" + sshd.port();
    }

    private String said(SshTarget target) {
        return connections.open(target).exec(ExecRequest.of("echo in\n")).out();
    }

    @Test
    void withACertificate() {
        assertThat(said(target("127.0.0.1", "certified", port()))).isEqualTo("in\n");
    }

    @Test
    void withAKeyThatOnlyTheAgentCanUse() {
        Map<String, String> environment =
                Map.of("SSH_AUTH_SOCK", folder.resolve("agent.socket").toString());
        assertThat(said(target("127.0.0.1", "", port(), environment))).isEqualTo("in\n");
        assertThat(said(target("127.0.0.1", "kept", port() + " -o IdentitiesOnly=yes", environment)))
                .isEqualTo("in\n");
    }

    @Test
    void namesAKeyThatHasAPassPhrase() {
        assertThatThrownBy(() -> said(target("127.0.0.1", "kept", port())))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("login refused")
                .hasMessageContaining("ssh-add '" + folder.resolve("kept") + "'");
    }

    @Test
    void namesAKeyThatIsNotThere() {
        assertThatThrownBy(() -> said(target("127.0.0.1", "missing", port())))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("no readable private key among " + folder.resolve("missing"));
    }

    @Test
    void byTheUsersConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("config.user"), """
                Host other !node
                  Port 1
                Host no*
                  HostName 127.0.0.1
                  Port %d
                  IdentityFile "%s"
                Match user nobody
                  Port 2
                Host *
                  Port = 3
                  SomethingNew yes
                """.formatted(sshd.port(), sshd.userKey()));
        assertThat(said(target("node", "", "-F " + file))).isEqualTo("in\n");
    }

    @Test
    void throughAnotherHost() throws IOException {
        Path file = Files.writeString(folder.resolve("config.jump"), "Host first\n  HostName 127.0.0.1\n");
        String jump =
                "-J " + System.getProperty("user.name") + "@127.0.0.1:" + sshd.port() + ",127.0.0.1:" + sshd.port();
        assertThat(said(target("127.0.0.1", "user", port() + " " + jump))).isEqualTo("in\n");
        assertThat(said(target("first", "user", "-F " + file + " " + port() + " " + jump)))
                .isEqualTo("in\n");
    }

    @Test
    void saysWhichHostOnTheWayCannotBeReached() throws IOException {
        String jump = "-o ProxyJump=127.0.0.1:" + Sshd.freePort();
        assertThatThrownBy(() -> said(target("127.0.0.1", "user", port() + " " + jump)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("unable to connect to host '127.0.0.1'");
    }

    @Test
    void throughAProgram() throws IOException {
        String ssh = "ssh -q -F none -i " + sshd.userKey() + " -o UserKnownHostsFile=" + sshd.knownHosts() + " -p "
                + sshd.port() + " -W %h:%p 127.0.0.1";
        assertThat(said(target("127.0.0.1", "user", port() + " -o ProxyCommand=\"" + ssh + "\"")))
                .isEqualTo("in\n");
        assertThatThrownBy(() -> said(target("127.0.0.1", "user", port() + " -o ProxyCommand=false")))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("unable to connect to host 'node'");
    }

    @Test
    void refusesAnOptionWithoutAMeaning() {
        assertThatThrownBy(() -> target("127.0.0.1", "user", "-o LocalForward=1:2"))
                .hasMessage("ssh option '-o LocalForward' in ansible_ssh_common_args is not supported");
    }

    @Test
    void knowsAHostUnderAnAlias() throws IOException {
        Path file = Files.writeString(folder.resolve("aliases"), "alias " + sshd.hostKey() + "\n");
        String known = " -o UserKnownHostsFile=" + file + " -o HostKeyAlias=alias";
        SshTarget target = new SshTargets(folder.resolve("home"), Map.of())
                .target(new SshTargets.Wish(
                        "node",
                        "127.0.0.1",
                        Optional.of(sshd.port()),
                        Optional.empty(),
                        Optional.of(sshd.userKey()),
                        Optional.empty(),
                        true,
                        known,
                        Duration.ofSeconds(10)));
        assertThat(said(target)).isEqualTo("in\n");
    }

    @Test
    void byTheConfigurationOfTheMachine() throws IOException {
        Path system = Files.createDirectories(folder.resolve("system"));
        Files.writeString(
                system.resolve("ssh_config"),
                "Host node\n  HostName 127.0.0.1\n  Port " + sshd.port() + "\n  IdentityFile " + sshd.userKey() + "\n");
        Files.copy(sshd.knownHosts(), system.resolve("ssh_known_hosts"));
        SshTarget target = new SshTargets(folder.resolve("home"), system, Map.of()).target(wish("node", ""));
        assertThat(said(target)).isEqualTo("in\n");
    }

    @Test
    void knowsAHostByItsAuthority() throws Exception {
        Path own = Files.createDirectories(folder.resolve("host-certificate"));
        Sshd.keyPair(own.resolve("key"));
        run("ssh-keygen", "-q", "-s", "authority", "-I", "host", "-h", "-n", "127.0.0.1", own + "/key.pub");
        String settings = "HostKey " + own + "/key\nHostCertificate " + own + "/key-cert.pub\n";
        try (Sshd certified = Sshd.start(Files.createDirectory(own.resolve("sshd")), settings)) {
            String words = " -o Port=" + certified.port() + " -i " + certified.userKey() + " -o UserKnownHostsFile=";
            Path known = Files.writeString(
                    own.resolve("known"), "@cert-authority * " + Files.readString(folder.resolve("authority.pub")));
            assertThat(said(targets().target(wish("127.0.0.1", words + known)))).isEqualTo("in\n");
            Path other = Files.writeString(
                    own.resolve("other"), "@cert-authority * " + Files.readString(folder.resolve("user.pub")));
            assertThatThrownBy(() -> said(targets().target(wish("127.0.0.1", words + other))))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("is not in '" + other + "'");
        }
    }

    private static SshTargets targets() {
        return new SshTargets(folder.resolve("home"), Map.of());
    }

    private static SshTargets.Wish wish(String address, String args) {
        return new SshTargets.Wish(
                "node",
                address,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                args,
                Duration.ofSeconds(10));
    }

    @Test
    void makesABrokenConnectionAnewBeforeAScriptIsSent() throws Exception {
        SshTarget target = target("127.0.0.1", "user", port());
        String first = connections
                .open(target)
                .exec(ExecRequest.of("echo $SSH_CONNECTION; echo $PPID\n"))
                .out();
        String[] lines = first.split("\n", -1);
        // The server's process of this connection.
        Process kill = new ProcessBuilder("kill", "-9", lines[1]).start();
        assertThat(kill.waitFor()).isZero();
        String second = connections
                .open(target)
                .exec(ExecRequest.of("echo $SSH_CONNECTION\n"))
                .out();
        assertThat(second.strip()).isNotEqualTo(lines[0]).startsWith("127.0.0.1");
    }
}
