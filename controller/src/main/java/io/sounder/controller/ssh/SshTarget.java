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
 * @param alias the name under which its key is known, if that is another
 * @param identity the keys to offer
 * @param password if the login is by password
 * @param knownHosts files of known hosts; new keys go to the first
 * @param policy what to do about a host that is not known
 * @param timeout for connecting
 * @param keepalive how often a silent host is asked whether it is there; zero is never
 * @param way how its port is reached
 */
public record SshTarget(
        String name,
        String address,
        int port,
        String user,
        Optional<String> alias,
        Identity identity,
        Optional<String> password,
        List<Path> knownHosts,
        HostKeyPolicy policy,
        Duration timeout,
        Duration keepalive,
        Way way) {
    public SshTarget {
        knownHosts = List.copyOf(knownHosts);
    }

    /**
     * The keys to offer.
     *
     * @param files private key files in order
     * @param named whether the user named these files
     * @param only whether keys of the agent that are in none of the files stay unused
     * @param agent the socket of the agent
     */
    public record Identity(List<Path> files, boolean named, boolean only, Optional<Path> agent) {
        public Identity {
            files = List.copyOf(files);
        }
    }

    /**
     * How a port is reached: straight, through another host, or through a program.
     *
     * @param jump the host on the way
     * @param command the program whose standard input and output are the connection
     */
    public record Way(Optional<SshTarget> jump, Optional<String> command) {
        /** No detour. */
        public static final Way STRAIGHT = new Way(Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return user + "@" + address + ":" + port;
    }
}
