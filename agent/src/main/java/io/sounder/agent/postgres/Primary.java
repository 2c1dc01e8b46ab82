package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import java.util.ArrayList;
import java.util.List;

/** Finds the primary among the configured servers. */
public final class Primary {
    private Primary() {}

    /** A session on the one server that is not in recovery; servers that cannot be reached only give warnings. */
    public static PgClient connect(List<PgEndpoint> endpoints, String command, Log log) {
        List<PgClient> primaries = new ArrayList<>();
        for (PgEndpoint endpoint : endpoints) {
            try {
                PgClient client = PgClient.connect(endpoint, command);
                if (client.server().standby()) {
                    client.close();
                } else {
                    primaries.add(client);
                }
            } catch (AgentException e) {
                log.warn("unable to check pg at '" + endpoint.dataPath() + "': ["
                        + e.code().label() + "] " + e.text());
            }
        }
        if (primaries.size() == 1) {
            return primaries.getFirst();
        }
        primaries.forEach(PgClient::close);
        throw primaries.isEmpty()
                ? new AgentException(ErrorCode.DB_CONNECT, "unable to find primary cluster - cannot proceed")
                        .withHint("are all available clusters in recovery?")
                : new AgentException(ErrorCode.DB_CONNECT, "more than one primary cluster found");
    }
}
