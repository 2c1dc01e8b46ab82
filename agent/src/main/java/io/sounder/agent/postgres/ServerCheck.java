package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/**
 * Whether a server is the configured one and archives its WAL.
 *
 * @param archiveCheck false for clusters that do not archive
 * @param archiveModeCheck false to accept {@code archive_mode = always}
 */
public record ServerCheck(boolean archiveCheck, boolean archiveModeCheck) {

    /** Error 58 when server and files differ, 87, 67 or 68 when a primary does not archive with this program. */
    public void require(PgClient client, ControlFile control) {
        PgServer server = client.server();
        String path = client.endpoint().dataPath().toString();
        if (!server.dataDirectory().equals(path) || server.version() != control.version()) {
            throw new AgentException(
                            ErrorCode.DB_MISMATCH,
                            "version '" + server.version().id() + "' and path '" + server.dataDirectory()
                                    + "' queried from cluster do not match version '"
                                    + control.version().id() + "' and '" + path + "' read from '" + path + "/"
                                    + ControlFile.NAME + "'")
                    .withHint("the pg1-path and pg1-port settings likely reference different clusters");
        }
        if (archiveCheck && !server.standby()) {
            requireArchiving(server);
        }
    }

    private void requireArchiving(PgServer server) {
        if (server.archiveMode().equals("off")) {
            throw new AgentException(ErrorCode.ARCHIVE_DISABLED, "archive_mode must be enabled");
        }
        if (archiveModeCheck && server.archiveMode().equals("always")) {
            throw new AgentException(ErrorCode.FEATURE_NOT_SUPPORTED, "archive_mode=always not supported")
                    .withHint("set option archive-mode-check=n when using archive_mode=always");
        }
        if (!server.archiveCommand().contains("pgbackrest")) {
            throw new AgentException(
                    ErrorCode.ARCHIVE_COMMAND_INVALID,
                    "archive_command '" + server.archiveCommand() + "' must contain pgbackrest");
        }
    }
}
