package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/** A real OpenSSH server on a loopback port, which lets the test's user and the server's user in with a key. */
public final class Sshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts a server, or skips the test with a message if there is none on this machine. */
    public static Sshd start(Path parent) {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM), "no sshd on this machine: install openssh-server to run this test");
        try {
            Path folder = Files.createDirectories(parent.resolve("sshd"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            keyPair(folder.resolve("host"));
            keyPair(folder.resolve("key-here"));
            Files.copy(folder.resolve("key-here"), folder.resolve("key-server"), StandardCopyOption.COPY_ATTRIBUTES);
            Unprivileged.own(folder.resolve("key-server"));
            if (Unprivileged.root()) {
                Files.createDirectories(Path.of("/run/sshd"));
            }
            int port = freePort();
            Process process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-D",
                            "-e",
                            "-f",
                            configure(folder, port).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Sshd sshd = new Sshd(folder, port, process);
            sshd.awaitListening();
            return sshd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path configure(Path folder, int port) throws IOException {
        String[] hostKey = Files.readString(folder.resolve("host.pub")).split(" ", -1);
        Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + hostKey[0] + " " + hostKey[1] + "\n");
        Path config = folder.resolve("config");
        // SHLVL: bash, started by sshd, otherwise reads the .bashrc of whoever runs the tests, and prints what that
        // prints.
        return Files.writeString(
                config, """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM %s
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                MaxStartups 100
                MaxSessions 20
                SetEnv SHLVL=1
                """.formatted(port, folder.resolve("host"), folder.resolve("key-here.pub"), pam()));
    }

    /** The server's user often has a locked password, which counts unless PAM decides. */
    private static String pam() {
        return Unprivileged.root() && Files.exists(Path.of("/etc/pam.d/sshd")) ? "yes" : "no";
    }

    private static void keyPair(Path file) {
        ProcessResult.of(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()))
                .orFail();
    }

    /** The ssh client for commands of the test's user, for the option {@code cmd-ssh}. */
    public Path clientHere() {
        return client("here");
    }

    /** The same for commands of the server's user. */
    public Path clientOfServer() {
        return client("server");
    }

    private Path client(String who) {
        try {
            Path script = folder.resolve("ssh-" + who);
            Files.writeString(script, """
                    #!/bin/sh
                    exec ssh -F /dev/null -i '%s' -o IdentitiesOnly=yes -o UserKnownHostsFile='%s' "$@"
                    """.formatted(folder.resolve("key-" + who), folder.resolve("known_hosts")));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** A port that nobody listens on at the moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitListening() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("log")));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroyForcibly().onExit().join();
    }
}
