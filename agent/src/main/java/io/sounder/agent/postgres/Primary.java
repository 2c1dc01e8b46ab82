package io.sounder.agent.postgres;

import io.sounder.agent.base.Log;
import java.util.List;

/** Finds the primary among the configured servers. */
public final class Primary {
    private Primary() {}

    /** A session on the one server that is not in recovery; servers that cannot be reached only give warnings. */
    public static PgClient connect(List<PgEndpoint> endpoints, String command, Log log) {
        return Servers.connect(endpoints, command, Servers.Standby.IGNORED, log).primary();
    }
}
