package io.sounder.controller.ssh;

import io.sounder.controller.host.HostConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All SSH connections of a run: one for each target, opened when it is first used. Thread-safe. */
public final class SshConnections implements AutoCloseable {
    private final Map<SshTarget, SshConnection> open = new ConcurrentHashMap<>();
    private final Consumer<String> warnings;

    /** @param warnings receives a sentence for each new host key that is taken on trust */
    public SshConnections(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    public HostConnection open(SshTarget target) {
        return open.computeIfAbsent(target, wanted -> new SshConnection(wanted, warnings));
    }

    @Override
    public void close() {
        open.values().forEach(SshConnection::close);
        open.clear();
    }
}
