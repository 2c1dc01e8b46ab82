package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sessions on the servers of one cluster.
 *
 * @param primary on the one server that is not in recovery
 * @param standby on the first one that is, if it was asked for and there is one
 */
public record Servers(PgClient primary, Optional<PgClient> standby) implements AutoCloseable {

    /** Whether a session on a standby is wanted. */
    public enum Standby {
        IGNORED,
        PREFERRED,
        REQUIRED
    }

    /**
     * Opens sessions on the configured servers; those that cannot be reached only give warnings. Error 56 without a
     * primary, with several, and without a standby when one is required.
     *
     * @param command shown by the server as part of the application's name
     */
    public static Servers connect(List<PgEndpoint> endpoints, String command, Standby wish, Log log) {
        List<PgClient> primaries = new ArrayList<>();
        List<PgClient> standbys = new ArrayList<>();
        for (PgEndpoint endpoint : endpoints) {
            try {
                PgClient client = PgClient.connect(endpoint, command);
                if (!client.server().standby()) {
                    primaries.add(client);
                } else if (wish != Standby.IGNORED && standbys.isEmpty()) {
                    standbys.add(client);
                } else {
                    client.close();
                }
            } catch (AgentException e) {
                log.warn("unable to check pg at '" + endpoint.dataPath() + "': ["
                        + e.code().label() + "] " + e.text());
            }
        }
        if (primaries.size() == 1 && (wish != Standby.REQUIRED || !standbys.isEmpty())) {
            return new Servers(primaries.getFirst(), standbys.stream().findFirst());
        }
        primaries.forEach(PgClient::close);
        standbys.forEach(PgClient::close);
        throw missing(primaries.size());
    }

    private static AgentException missing(int primaries) {
        return switch (primaries) {
            case 0 ->
                new AgentException(ErrorCode.DB_CONNECT, "unable to find primary cluster - cannot proceed")
                        .withHint("are all available clusters in recovery?");
            case 1 ->
                new AgentException(ErrorCode.DB_CONNECT, "unable to find standby cluster - cannot proceed")
                        .withHint("set backup-standby=prefer to use the primary when there is no standby");
            default -> new AgentException(ErrorCode.DB_CONNECT, "more than one primary cluster found");
        };
    }

    @Override
    public void close() {
        standby.ifPresent(PgClient::close);
        primary.close();
    }
}
