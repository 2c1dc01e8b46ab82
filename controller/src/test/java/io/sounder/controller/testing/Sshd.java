package io.sounder.controller.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Starts a server, or skips the test with a message if there is none on this machine. */
    public static Sshd start(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM), "no sshd on this machine: install openssh-server to run this test");
        keyPair(folder.resolve("host"));
        keyPair(folder.resolve("user"));
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        int port = freePort();
        Path config = folder.resolve("config");
        Files.writeString(config, """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
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
    public static void keyPair(Path file) throws IOException, InterruptedException {
        Process keygen = new ProcessBuilder(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()))
                .inheritIO()
                .start();
        if (!keygen.waitFor(30, TimeUnit.SECONDS) || keygen.exitValue() != 0) {
            throw new IOException("ssh-keygen failed");
        }
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

    private void awaitListening() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("log")));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
