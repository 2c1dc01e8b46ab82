package io.sounder.controller.playbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An OpenSSH server on the loopback address that lets the user of the tests in by key. */
final class LoopbackSshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private LoopbackSshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(Path.of("/usr/bin/ssh-keygen"));
    }

    /** @param folder an empty folder that only this user can reach */
    static LoopbackSshd start(Path folder) throws IOException {
        makeKey(folder.resolve("host"));
        makeKey(folder.resolve("user"));
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized_keys"));
        int port = freePort();
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        if (isRoot()) {
            // The folder that sshd changes its root to while it does not trust the client yet.
            Files.createDirectories(
                    Path.of("/run/sshd"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Files.writeString(folder.resolve("config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s/host
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                MaxSessions 20
                """.formatted(port, folder));
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        LoopbackSshd sshd = new LoopbackSshd(folder, port, process);
        sshd.awaitListening();
        return sshd;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The connection variables of a host that is this server, in YAML, indented by four. */
    String variables() {
        return """
                    ansible_host: 127.0.0.1
                    ansible_port: %d
                    ansible_user: %s
                    ansible_ssh_private_key_file: %s/user
                    ansible_ssh_common_args: -o UserKnownHostsFile=%3$s/known_hosts
                """.formatted(port, System.getProperty("user.name"), folder);
    }

    private static void makeKey(Path file) {
        Finished.running(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()))
                .orFail();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                last = e;
                pause();
            }
        }
        throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("log")), last);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while sshd stopped", e));
        }
    }
}
