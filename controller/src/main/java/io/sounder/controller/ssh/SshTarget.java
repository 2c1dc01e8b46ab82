package io.sounder.controller.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how to log in.
 *
 * @param name the host's name for messages
 * @param address name or IP address
 * @param keys private key files to offer, in order
 * @param password if the login is by password
 * @param knownHosts files of known hosts; new keys go to the first
 * @param policy what to do about a host that is not known
 * @param timeout for connecting
 */
public record SshTarget(
        String name,
        String address,
        int port,
        String user,
        List<Path> keys,
        Optional<String> password,
        List<Path> knownHosts,
        HostKeyPolicy policy,
        Duration timeout) {
    public SshTarget {
        keys = List.copyOf(keys);
        knownHosts = List.copyOf(knownHosts);
    }

    /** A target from connection variables; {@code args} are options as {@code ssh} has them. */
    public static SshTarget of(
            String name,
            String address,
            int port,
            String user,
            Optional<Path> key,
            Optional<String> password,
            boolean checking,
            String args,
            Duration timeout) {
        SshArgs options = SshArgs.parse(args);
        HostKeyPolicy policy = options.policy().orElse(checking ? HostKeyPolicy.STRICT : HostKeyPolicy.ACCEPT_NEW);
        List<Path> keys =
                key.map(List::of).or(() -> options.identity().map(List::of)).orElseGet(SshTarget::defaultKeys);
        return new SshTarget(
                name,
                address,
                options.port().orElse(port),
                options.user().orElse(user),
                keys,
                password,
                options.knownHosts().orElseGet(SshTarget::defaultKnownHosts),
                policy,
                timeout);
    }

    private static Path folder() {
        return Path.of(System.getProperty("user.home"), ".ssh");
    }

    private static List<Path> defaultKeys() {
        return List.of("id_ed25519", "id_ecdsa", "id_rsa").stream()
                .map(name -> folder().resolve(name))
                .toList();
    }

    private static List<Path> defaultKnownHosts() {
        return List.of(folder().resolve("known_hosts"), Path.of("/etc/ssh/ssh_known_hosts"));
    }
}
