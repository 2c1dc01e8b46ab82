package io.sounder.agent.remote.client;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import java.util.ArrayList;
import java.util.List;

/** Locks on other hosts, held by processes there as long as a connection to them is open. */
public final class RemoteLocks implements AutoCloseable {
    private final List<RemoteHost> hosts = new ArrayList<>();

    private RemoteLocks() {}

    /**
     * Takes locks of these types on the hosts of these repositories: error 50 when another command has one, 62 when the
     * stanza was stopped there.
     */
    public static RemoteLocks acquire(Config config, List<Integer> repoKeys, List<String> types) {
        RemoteLocks locks = new RemoteLocks();
        try {
            for (int key : repoKeys) {
                RemoteTarget.find(config, Group.REPO, key).ifPresent(target -> {
                    RemoteHost host = RemoteHosts.host(config, target, types);
                    locks.hosts.add(host);
                    host.opened();
                });
            }
            return locks;
        } catch (RuntimeException e) {
            locks.close();
            throw e;
        }
    }

    /** Lets go of all locks; they are free when this returns. */
    @Override
    public void close() {
        hosts.reversed().forEach(RemoteHost::close);
        hosts.clear();
    }
}
