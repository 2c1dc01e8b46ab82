package io.sounder.controller.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.ExecTimeoutException;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.Payload;
import io.sounder.controller.host.UnreachableException;
import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that break before, during and after a script: the script has run once, and its result is the right one. */
final class BrokenLinkIT {
    @TempDir
    static Path folder;

    private static Sshd sshd;

    @TempDir
    Path own;

    private final SshConnections connections = new SshConnections(warning -> {});
    private HostConnection host;

    @BeforeAll
    static void start() throws IOException {
        sshd = Sshd.start(folder);
    }

    @AfterAll
    static void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    @BeforeEach
    void open() {
        host = open("");
    }

    private HostConnection open(String more) {
        return connections.open(new SshTargets(folder, Map.of())
                .target(new SshTargets.Wish(
                        "node",
                        "127.0.0.1",
                        Optional.of(sshd.port()),
                        Optional.of(System.getProperty("user.name")),
                        Optional.of(sshd.userKey()),
                        Optional.empty(),
                        true,
                        "-o UserKnownHostsFile=" + sshd.knownHosts() + more,
                        Duration.ofSeconds(10))));
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private ExecResult said(String script) {
        return host.exec(ExecRequest.of(script));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(own.resolve("lines"));
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }

    private static void await(Path file) throws InterruptedException {
        for (int i = 0; i < 3000 && !Files.exists(file); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(file).exists();
    }

    @Test
    void inTheMiddleOfAScript() throws Exception {
        ExecResult result = said("""
                echo line >> '%s/lines'; echo first; echo error >&2
                kill -9 $PPID; sleep 1; echo last; exit 3
                """.formatted(own));
        assertThat(result.out()).isEqualTo("first\nlast\n");
        assertThat(result.err()).isEqualTo("error\n");
        assertThat(result.code()).isEqualTo(3);
        assertThat(lines()).hasSize(1);
        assertThat(said("echo next\n").out()).isEqualTo("next\n");
    }

    @Test
    void againWhileTheScriptIsLookedFor() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ExecResult> running = threads.submit(() -> said("""
                    echo line >> '%1$s/lines'; : > '%1$s/started'
                    kill -9 $PPID; until [ -e '%1$s/go' ]; do sleep 0.1; done; echo last
                    """.formatted(own)));
            await(own.resolve("started"));
            // The second link, in which the controller waits.
            for (int broken = 0; broken < 2; ) {
                broken += new ProcessBuilder("pkill", "-9", "-P", String.valueOf(sshd.pid()))
                                        .start()
                                        .waitFor()
                                == 0
                        ? 1
                        : 0;
                TimeUnit.MILLISECONDS.sleep(200);
            }
            Files.createFile(own.resolve("go"));
            assertThat(running.get().out()).isEqualTo("last\n");
            assertThat(lines()).hasSize(1);
        }
    }

    @Test
    void beforeTheScriptCouldStart() throws Exception {
        String server = said("echo $PPID\n").out().strip();
        signal("STOP", server);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ExecResult> running = threads.submit(() -> said("echo line >> '" + own + "/lines'; echo done\n"));
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(own.resolve("lines")).doesNotExist();
            signal("KILL", server);
            assertThat(running.get().out()).isEqualTo("done\n");
        }
        assertThat(lines()).hasSize(1);
    }

    @Test
    void notBrokenButSilent() throws Exception {
        host = open(" -o ServerAliveInterval=1");
        String server = said("echo $PPID\n").out().strip();
        signal("STOP", server);
        try {
            assertThat(said("echo line >> '" + own + "/lines'; echo done\n").out())
                    .isEqualTo("done\n");
        } finally {
            signal("KILL", server);
        }
        assertThat(lines()).hasSize(1);
    }

    @Test
    void afterTheEndAndBeforeTheAnswer() throws Exception {
        said(":\n");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // The server sees nothing of the end; $_o is where the shell notes it.
            Future<ExecResult> running = threads.submit(() -> said("""
                    kill -STOP $PPID; echo $PPID "$_o" > '%1$s/part'; mv '%1$s/part' '%1$s/server'
                    echo line >> '%1$s/lines'; cat; exit 5
                    """.formatted(own)));
            await(own.resolve("server"));
            String[] told = Files.readString(own.resolve("server")).strip().split(" ", -1);
            for (int i = 0; i < 3000 && Files.size(Path.of(told[1])) == 0; i++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(Path.of(told[1])).content().isEqualTo("5 .\n");
            signal("KILL", told[0]);
            assertThat(running.get().code()).isEqualTo(5);
        }
        assertThat(lines()).hasSize(1);
    }

    @Test
    void withInputThatTheScriptHasNotReadYet() throws Exception {
        byte[] bytes = new byte[300_000];
        new java.util.Random(3).nextBytes(bytes);
        ExecResult result = host.exec(ExecRequest.of("kill -9 $PPID; sleep 0.5; cat > '" + own + "/copy'; echo done\n")
                .with(Payload.of(bytes)));
        assertThat(result.out()).isEqualTo("done\n");
        assertThat(own.resolve("copy")).hasBinaryContent(bytes);
    }

    @Test
    void whileAScriptGivesItsOutputToAFile() throws Exception {
        Path taken = own.resolve("taken");
        ExecResult result =
                host.exec(ExecRequest.of("""
                        echo line >> '%1$s/lines'; head -c 3000000 /dev/zero
                        [ "$(wc -l < '%1$s/lines')" -gt 1 ] || { kill -9 $PPID; sleep 3000; }
                        echo end
                        """.formatted(own)).into(taken).repeatable());
        assertThat(result.ok()).isTrue();
        assertThat(taken).hasSize(3_000_004);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void whileAScriptTakesAnInputThatIsLarge() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new java.util.Random(5).nextBytes(bytes);
        String script = """
                echo line >> '%1$s/lines'
                [ "$(wc -l < '%1$s/lines')" -gt 1 ] || { head -c 1000000 > /dev/null; kill -9 $PPID; }
                cat > '%1$s/part'; [ "$(wc -c < '%1$s/part')" -eq 3000000 ] && mv '%1$s/part' '%1$s/copy'
                """.formatted(own);
        ExecRequest request = ExecRequest.of(script).with(Payload.of(bytes));
        assertThat(host.exec(request.repeatable()).ok()).isTrue();
        assertThat(own.resolve("copy")).hasBinaryContent(bytes);
        assertThat(lines()).hasSize(2);
        Files.delete(own.resolve("lines"));
        assertThatThrownBy(() -> host.exec(request))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the connection to host 'node' broke while a script, which was ended,"
                        + " was given its input or gave its output");
    }

    @Test
    void onPurpose() {
        String server = said("echo $PPID $$\n").out();
        assertThat(said("echo $PPID $$\n").out()).isEqualTo(server);
        host.reset();
        assertThat(said("echo $PPID $$\n").out()).isNotEqualTo(server);
    }

    @Test
    void killsAScriptThatTakesTooLongOnItsHostToo() throws Exception {
        ExecRequest request = ExecRequest.of(
                        "sleep 3000 & echo $! > '%1$s/part'; mv '%1$s/part' '%1$s/child'; wait\n".formatted(own))
                .within(Duration.ofSeconds(2));
        assertThatThrownBy(() -> host.exec(request)).isInstanceOf(ExecTimeoutException.class);
        Path process = Path.of("/proc", Files.readString(own.resolve("child")).strip());
        for (int i = 0; i < 1000 && Files.exists(process); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(process).doesNotExist();
        assertThat(said("echo next\n").out()).isEqualTo("next\n");
    }

    @Test
    void takesANewShellWhereUsersOrGroupsMayHaveChanged() {
        String first = said("echo $$; touch -d 2001-01-01 \"$_d/born\"\n").out();
        String second = said("echo $$\n").out();
        assertThat(second).isNotEqualTo(first);
        assertThat(said("echo $$\n").out()).isEqualTo(second);
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Path left = Path.of(said("echo \"$_d\"\n").out().strip());
        assertThat(left).exists();
        connections.close();
        for (int i = 0; i < 1000 && Files.exists(left); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(left).doesNotExist();
    }
}
