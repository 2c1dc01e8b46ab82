package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.StoragePath;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a repository that a session may see: everything, or one stanza.
 *
 * @param stanza the only one, if there is a limit
 */
public record StanzaScope(Optional<String> stanza) {
    private static final Set<String> TREES = Set.of("archive", "backup");

    /** A scope without limits. */
    public static StanzaScope everything() {
        return new StanzaScope(Optional.empty());
    }

    /** Error 105 when the path is out of reach. */
    void require(StoragePath path, boolean changes) {
        if (stanza.isEmpty()) {
            return;
        }
        String[] parts = path.value().split("/", -1);
        boolean above = parts.length == 1 && (parts[0].isEmpty() || TREES.contains(parts[0]));
        boolean within = parts.length > 1 && TREES.contains(parts[0]) && parts[1].equals(stanza.get());
        if (!within && (changes || !above)) {
            throw new AgentException(
                    ErrorCode.ACCESS, "access to '" + path + "' denied: only stanza '" + stanza.get() + "' is allowed");
        }
    }
}
