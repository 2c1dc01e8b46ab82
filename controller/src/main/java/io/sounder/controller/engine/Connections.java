package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.LocalConnection;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.ssh.SshConnections;
import io.sounder.controller.ssh.SshTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives each host its connection: one for all tasks of a run. Thread-safe. */
final class Connections implements AutoCloseable {
    private final Consumer<String> warnings;
    private final SshTargets targets = SshTargets.ofThisUser();
    private @Nullable SshConnections ssh;

    Connections(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * @param host the host to reach
     * @param settings of the task, with that host's connection variables
     * @param folder the working folder of local scripts
     */
    HostConnection open(Host host, TaskSettings settings, Path folder) {
        String kind = settings.connection("connection", "ansible_connection")
                .map(String::valueOf)
                .orElse(host.implicit() ? "local" : "ssh");
        return switch (kind.substring(kind.lastIndexOf('.') + 1)) {
            case "local" -> new LocalConnection(host.name(), folder);
            case "ssh", "smart", "paramiko", "paramiko_ssh" -> ssh().open(targets.target(wish(host, settings)));
            default ->
                throw new ControllerException(
                        ExitCode.HOSTS_FAILED,
                        "connection '" + kind + "' of host '" + host.name()
                                + "' is not supported: use 'ssh' or 'local'");
        };
    }

    private static SshTargets.Wish wish(Host host, TaskSettings settings) {
        String address = settings.connection(null, "ansible_host", "ansible_ssh_host")
                .map(String::valueOf)
                .orElse(host.name());
        Optional<Integer> port = settings.connection("port", "ansible_port", "ansible_ssh_port")
                .map(value -> number(host, "port", value));
        Optional<String> user = settings.connection("remote_user", "ansible_user", "ansible_ssh_user")
                .map(String::valueOf);
        Optional<Path> key = settings.connection(null, "ansible_ssh_private_key_file", "ansible_private_key_file")
                .map(value -> expand(String.valueOf(value)));
        Optional<String> password = settings.connection(
                        null, "ansible_password", "ansible_ssh_pass", "ansible_ssh_password")
                .map(String::valueOf);
        boolean checking = settings.connection(null, "ansible_host_key_checking", "ansible_ssh_host_key_checking")
                .map(TaskSettings::truth)
                .orElse(true);
        String args = settings.connection(null, "ansible_ssh_args")
                        .map(String::valueOf)
                        .orElse("") + " "
                + settings.connection(null, "ansible_ssh_common_args")
                        .map(String::valueOf)
                        .orElse("") + " "
                + settings.connection(null, "ansible_ssh_extra_args")
                        .map(String::valueOf)
                        .orElse("");
        int seconds = settings.connection(null, "ansible_ssh_timeout", "ansible_timeout")
                .map(value -> number(host, "timeout", value))
                .orElse(10);
        return new SshTargets.Wish(
                host.name(), address, port, user, key, password, checking, args, Duration.ofSeconds(seconds));
    }

    private static int number(Host host, String what, Object value) {
        try {
            return Integer.parseInt(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw new ControllerException(
                    ExitCode.HOSTS_FAILED,
                    "the " + what + " of host '" + host.name() + "' is not a number: '" + value + "'",
                    e);
        }
    }

    private static Path expand(String path) {
        return Path.of(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path);
    }

    private synchronized SshConnections ssh() {
        SshConnections opened = ssh;
        if (opened == null) {
            opened = new SshConnections(warnings);
            ssh = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (ssh != null) {
            ssh.close();
        }
    }
}
