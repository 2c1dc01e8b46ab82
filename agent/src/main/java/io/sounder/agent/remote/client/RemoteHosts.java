package io.sounder.agent.remote.client;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the other hosts of a configuration. Nothing is connected before it is needed. Stateless. */
public final class RemoteHosts {
    private RemoteHosts() {}

    /** The repository of this key, when it is on another host. */
    public static Optional<RemoteStorage> repository(Config config, int key) {
        return RemoteTarget.find(config, Group.REPO, key)
                .map(target -> new RemoteStorage(host(config, target, List.of())));
    }

    /** The cluster of this key, when it is on another host. */
    public static Optional<RemoteCluster> cluster(Config config, int key) {
        return RemoteTarget.find(config, Group.PG, key)
                .map(target -> new RemoteCluster(target.host(), host(config, target, List.of())));
    }

    static RemoteHost host(Config config, RemoteTarget target, List<String> locks) {
        return new RemoteHost((number, watch) -> connect(config, target, number, locks, watch));
    }

    private static Connection connect(
            Config config, RemoteTarget target, int number, List<String> locks, Connection.Watch watch) {
        List<String> arguments = RemoteArguments.of(config, target, number, locks);
        if (target.tls().isPresent()) {
            return Connection.open(target, TlsTransport.connect(target), number, arguments, watch);
        }
        List<String> command = new ArrayList<>(List.of(target.ssh().command()));
        command.addAll(arguments);
        return Connection.open(target, SshTransport.start(target, command), number, List.of(), watch);
    }
}
