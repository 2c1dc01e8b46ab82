package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import java.util.ArrayList;
import java.util.List;

/** Locks on other hosts, held by processes there as long as a connection to them is open. */
public final class RemoteLocks implements AutoCloseable {
    private final List<RemoteHost> hosts = new ArrayList<>();

    private RemoteLocks() {}

    /**
     * Takes locks of these types on the hosts of these repositories, and on those of clusters: error 50 when another
     * command has one, 62 when the stanza was stopped there. A cluster's host that cannot be reached does not matter here:
     * the command may do without that cluster, and says so otherwise.
     */
    public static RemoteLocks acquire(Config config, List<Integer> repoKeys, List<String> types) {
        RemoteLocks locks = new RemoteLocks();
        try {
            for (int key : repoKeys) {
                RemoteTarget.find(config, Group.REPO, key).ifPresent(target -> locks.take(config, target, types));
            }
            for (int key : config.keys(Group.PG)) {
                RemoteTarget.find(config, Group.PG, key).ifPresent(target -> locks.takeIfThere(config, target, types));
            }
            return locks;
        } catch (RuntimeException e) {
            locks.close();
            throw e;
        }
    }

    private void take(Config config, RemoteTarget target, List<String> types) {
        RemoteHost host = RemoteHosts.host(config, target, types);
        hosts.add(host);
        host.opened();
    }

    private void takeIfThere(Config config, RemoteTarget target, List<String> types) {
        try {
            take(config, target, types);
        } catch (AgentException e) {
            if (e.code() == ErrorCode.LOCK_ACQUIRE || e.code() == ErrorCode.STOP) {
                throw e;
            }
            hosts.removeLast().close();
        }
    }

    /** Lets go of all locks; they are free when this returns. */
    @Override
    public void close() {
        hosts.reversed().forEach(RemoteHost::close);
        hosts.clear();
    }
}
