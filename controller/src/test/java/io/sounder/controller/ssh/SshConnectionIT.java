package io.sounder.controller.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.host.Become;
import io.sounder.controller.host.ExecInputException;
import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.ExecTimeoutException;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.LocalConnection;
import io.sounder.controller.host.Payload;
import io.sounder.controller.host.UnreachableException;
import io.sounder.controller.testing.Sshd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshConnectionIT {
    @TempDir
    Path folder;

    private Sshd sshd;
    private final List<String> warnings = new ArrayList<>();
    private final SshConnections connections = new SshConnections(warnings::add);

    @BeforeEach
    void start() throws IOException, InterruptedException {
        sshd = Sshd.start(folder);
    }

    @AfterEach
    void stop() {
        connections.close();
        if (sshd != null) {
            sshd.close();
        }
    }

    private SshTarget target(int port, String args) {
        return targets().target(wish("127.0.0.1", port, sshd.userKey(), args));
    }

    private SshTargets targets() {
        return new SshTargets(folder, Map.of());
    }

    private static SshTargets.Wish wish(String address, int port, Path key, String args) {
        return new SshTargets.Wish(
                "node",
                address,
                Optional.of(port),
                Optional.of(System.getProperty("user.name")),
                Optional.of(key),
                Optional.empty(),
                true,
                args,
                Duration.ofSeconds(5));
    }

    private HostConnection open() {
        return connections.open(target(sshd.port(), "-o UserKnownHostsFile=" + sshd.knownHosts()));
    }

    @Test
    void givesOutputErrorsAndExitCodeOfAScript() {
        ExecResult result = open().exec(ExecRequest.of("echo out; echo err >&2; exit 3\n"));
        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.err()).isEqualTo("err\n");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void sendsAPayloadOfAnySizeThroughStandardInput() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new java.util.Random(7).nextBytes(bytes);
        Path file = folder.resolve("sent");
        ExecResult result = open().exec(ExecRequest.of("cat > '" + file + "'\n").with(Payload.of(bytes)));
        assertThat(result.ok()).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void sendsTheLastBytesToAScriptThatIsSlowToRead() throws Exception {
        HostConnection connection = open();
        List<Integer> sizes = new ArrayList<>();
        List<Future<ExecResult>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Around the window of OpenSSH's server, which is full when the last bytes are to be sent.
            for (int size = 2 << 20; size < (2 << 20) + 250_000; size += 8_777) {
                byte[] bytes = new byte[size];
                sizes.add(size);
                running.add(threads.submit(() ->
                        connection.exec(ExecRequest.of("sleep 0.3; wc -c\n").with(Payload.of(bytes)))));
            }
        }
        for (int i = 0; i < sizes.size(); i++) {
            assertThat(running.get(i).get().out().strip())
                    .isEqualTo(sizes.get(i).toString());
        }
    }

    @Test
    void doesNotEndTheInputWhereItCouldNotBeReadFurther() {
        Path file = folder.resolve("stored");
        Payload broken = () -> new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new BrokenInput());
        ExecRequest request = ExecRequest.of("cat > '" + file + ".part' && mv '" + file + ".part' '" + file + "'\n")
                .with(broken);
        assertThatThrownBy(() -> open().exec(request))
                .isInstanceOf(ExecInputException.class)
                .hasMessage("unable to read what is to be sent to host 'node': bad sector");
        assertThatThrownBy(() -> new LocalConnection("here", folder).exec(request))
                .isInstanceOf(ExecInputException.class)
                .hasMessageContaining("'here': bad sector");
        assertThat(file).doesNotExist();
    }

    private static final class BrokenInput extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("bad sector");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    @Test
    void keepsScriptsOutOfTheListOfProcesses() {
        ExecResult result = open().exec(ExecRequest.of("secret=hunter2; cat /proc/[0-9]*/cmdline | tr '\\0' ' '\n"));
        assertThat(result.out()).doesNotContain("hunter2");
    }

    @Test
    void runsManyScriptsAtTheSameTimeOverOneConnection() throws Exception {
        HostConnection connection = open();
        List<Future<ExecResult>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String script = "sleep 0.1; echo " + i + "; echo $SSH_CONNECTION\n";
                running.add(threads.submit(() -> connection.exec(ExecRequest.of(script))));
            }
        }
        List<String> peers = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            String[] lines = running.get(i).get().out().split("\n", -1);
            assertThat(lines[0]).isEqualTo(String.valueOf(i));
            peers.add(lines[1]);
        }
        assertThat(peers.stream().distinct()).hasSize(1);
    }

    @Test
    void waitsForOutputThatTheExitCodeOvertakes() {
        // A server that was stopped meanwhile sees first that the shell is gone, and only then what it had printed.
        String script = """
                server=$PPID
                (sleep 1.5; kill -CONT $server) >/dev/null 2>&1 </dev/null &
                kill -STOP $server
                echo late
                echo later >&2
                """;
        ExecResult result = open().exec(ExecRequest.of(script));
        assertThat(result.out()).isEqualTo("late\n");
        assertThat(result.err()).isEqualTo("later\n");
    }

    @Test
    void losesNothingWhenTheMachineIsBusy() throws Exception {
        HostConnection connection = open();
        AtomicBoolean busy = new AtomicBoolean(true);
        List<Future<String>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread.ofPlatform().daemon().start(() -> {
                while (busy.get()) {
                    Thread.onSpinWait();
                }
            });
            for (int i = 0; i < 24; i++) {
                String script = "echo " + i + "; sleep 0.02; echo end; echo error >&2\n";
                running.add(threads.submit(() -> {
                    ExecResult result = connection.exec(ExecRequest.of(script));
                    return result.out() + result.err();
                }));
            }
            for (int i = 0; i < running.size(); i++) {
                assertThat(running.get(i).get()).isEqualTo(i + "\nend\nerror\n");
            }
        } finally {
            busy.set(false);
        }
    }

    @Test
    void becomesAnotherUserAndOnlyThen() {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "only root can become another user without a password");
        HostConnection connection = open();
        assertThat(connection
                        .exec(ExecRequest.of("id -un; echo $HOME\n").as(Become.sudo("nobody")))
                        .out())
                .startsWith("nobody\n/");
        assertThat(connection
                        .exec(ExecRequest.of("id -un\n").as(Become.sudo("root")))
                        .out())
                .isEqualTo("root\n");
    }

    @Test
    void doesNotWaitForWhatAScriptLeavesRunning() {
        long start = System.nanoTime();
        ExecResult result = open().exec(ExecRequest.of("sleep 20 & echo started\n"));
        assertThat(result.out()).isEqualTo("started\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void tellsTheSignalThatKilledTheShell() {
        ExecResult result = open().exec(ExecRequest.of("echo out; kill -9 $$\n"));
        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.code()).isEqualTo(137);
    }

    @Test
    void stopsAScriptThatTakesTooLong() {
        HostConnection connection = open();
        ExecRequest request = ExecRequest.of("sleep 30\n").within(Duration.ofSeconds(1));
        assertThatThrownBy(() -> connection.exec(request))
                .isInstanceOf(ExecTimeoutException.class)
                .hasMessageContaining("ran longer than 1 seconds on host 'node'");
    }

    @Test
    void refusesAHostWhoseKeyHasChanged() throws Exception {
        Sshd.keyPair(folder.resolve("other"));
        String[] other = Files.readString(folder.resolve("other.pub")).split(" ", -1);
        Files.writeString(
                sshd.knownHosts(), "# old\n[127.0.0.1]:" + sshd.port() + " " + other[0] + " " + other[1] + "\n");
        assertThatThrownBy(() -> open().exec(ExecRequest.of(":\n")))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(
                        "the host key of 'node' has changed: it is not the one in '" + sshd.knownHosts() + "' line 2")
                .hasMessageContaining("ssh-keygen -f '" + sshd.knownHosts() + "' -R '[127.0.0.1]:" + sshd.port() + "'");
    }

    @Test
    void refusesAHostThatIsNotKnown() throws IOException {
        Files.writeString(sshd.knownHosts(), "");
        assertThatThrownBy(() -> open().exec(ExecRequest.of(":\n")))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("is not in '" + sshd.knownHosts() + "'");
    }

    @Test
    void remembersAnUnknownHostWhenThatIsAccepted() throws IOException {
        Path file = folder.resolve("new_hosts");
        HostConnection connection = connections.open(
                target(sshd.port(), "-o UserKnownHostsFile=" + file + " -o StrictHostKeyChecking=accept-new"));
        assertThat(connection.exec(ExecRequest.of("echo in\n")).out()).isEqualTo("in\n");
        assertThat(Files.readString(file)).isEqualTo("[127.0.0.1]:" + sshd.port() + " " + sshd.hostKey() + "\n");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void knowsHostsWhoseNamesAreHashed() throws Exception {
        Process hashing = new ProcessBuilder(
                        "ssh-keygen", "-H", "-f", sshd.knownHosts().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(hashing.waitFor()).isZero();
        assertThat(Files.readString(sshd.knownHosts())).startsWith("|1|");
        assertThat(open().exec(ExecRequest.of("echo in\n")).out()).isEqualTo("in\n");
    }

    @Test
    void saysThatNothingListens() throws IOException {
        SshTarget closed = target(Sshd.freePort(), "-o UserKnownHostsFile=" + sshd.knownHosts());
        assertThatThrownBy(() -> connections.open(closed).exec(ExecRequest.of(":\n")))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("unable to connect to host 'node'");
    }

    @Test
    void saysThatTheKeyIsNotAccepted() throws Exception {
        Sshd.keyPair(folder.resolve("stranger"));
        SshTarget stranger = targets()
                .target(wish(
                        "127.0.0.1",
                        sshd.port(),
                        folder.resolve("stranger"),
                        "-o UserKnownHostsFile=" + sshd.knownHosts()));
        assertThatThrownBy(() -> connections.open(stranger).exec(ExecRequest.of(":\n")))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("login refused");
    }
}
