package io.sounder.controller.ssh;

import io.sounder.controller.host.HostConnection;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** All SSH connections of a run: one for each target, opened when it is first used. Thread-safe. */
public final class SshConnections implements AutoCloseable {
    private final Map<SshTarget, SshConnection> open = new ConcurrentHashMap<>();
    private final Consumer<String> warnings;

    /** @param warnings receives a sentence for each new host key that is taken on trust */
    public SshConnections(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    public HostConnection open(SshTarget target) {
        return connection(target);
    }

    private SshConnection connection(SshTarget target) {
        SshConnection known = open.get(target);
        if (known != null) {
            return known;
        }
        SshConnection fresh = new SshConnection(target, this::channel, warnings);
        SshConnection other = open.putIfAbsent(target, fresh);
        return other == null ? fresh : other;
    }

    /** A way to a port beyond another host, over the one connection to that host. */
    private DirectConnection channel(SshTarget jump, SshTarget target) throws IOException {
        return connection(jump).client().newDirectConnection(target.address(), target.port());
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            open.values().forEach(one -> threads.execute(one::close));
        }
        open.clear();
    }
}
