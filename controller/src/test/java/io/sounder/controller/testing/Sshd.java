package io.sounder.controller.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real OpenSSH server on a loopback port with its own host key, which lets the user of the tests in by key. */
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

    /** Whether this machine has what the server needs. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(Path.of("/usr/bin/ssh-keygen"));
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * Starts a server, or skips the test with a message if there is none on this machine.
     *
     * @param folder an empty folder that only this user can reach
     */
    public static Sshd start(Path folder) throws IOException {
        return start(folder, "");
    }

    /** The same with settings that win over those of other tests. */
    public static Sshd start(Path folder, String settings) throws IOException {
        Assumptions.assumeTrue(isInstalled(), "no sshd on this machine: install openssh-server to run this test");
        keyPair(folder.resolve("host"));
        keyPair(folder.resolve("user"));
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        if (isRoot()) {
            // The folder that sshd changes its root to while it does not trust the client yet.
            Files.createDirectories(
                    Path.of("/run/sshd"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        int port = freePort();
        Path config = folder.resolve("config");
        // SHLVL: bash, started by sshd, otherwise reads the .bashrc of whoever runs the tests, with all it prints.
        Files.writeString(config, settings + """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                MaxSessions 20
                SetEnv SHLVL=1
                """.formatted(port, folder.resolve("host"), folder.resolve("authorized")));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Sshd sshd = new Sshd(folder, port, process);
        sshd.awaitListening();
        Files.writeString(sshd.knownHosts(), "[127.0.0.1]:" + port + " " + sshd.hostKey() + "\n");
        return sshd;
    }

    /** Makes a key pair without a pass phrase. */
    public static void keyPair(Path file) throws IOException {
        Process keygen = new ProcessBuilder(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()))
                .inheritIO()
                .start();
        if (!ended(keygen, 30) || keygen.exitValue() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    /** The connection variables of a host that is this server, in YAML, indented by four. */
    public String variables() {
        return """
                    ansible_host: 127.0.0.1
                    ansible_port: %d
                    ansible_user: %s
                    ansible_ssh_private_key_file: %s
                    ansible_ssh_common_args: -o UserKnownHostsFile=%s
                """.formatted(port, System.getProperty("user.name"), userKey(), knownHosts());
    }

    /** The process that takes connections; each connection has a child of it. */
    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public Path userKey() {
        return folder.resolve("user");
    }

    /** A file that knows this server. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Type and text of the server's public key. */
    public String hostKey() throws IOException {
        String[] words = Files.readString(folder.resolve("host.pub")).split(" ", -1);
        return words[0] + " " + words[1].strip();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("log")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean ended(Process process, int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!ended(process, 10)) {
            process.destroyForcibly();
        }
    }
}
