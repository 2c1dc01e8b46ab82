package io.sounder.agent.config;

import java.util.Locale;
import java.util.Optional;

/** The commands. Which options each one knows is data: see {@link CommandRows}. */
public enum Command {
    ANNOTATE,
    ARCHIVE_GET,
    ARCHIVE_PUSH,
    BACKUP,
    CHECK,
    EXPIRE,
    HELP,
    INFO,
    MANIFEST,
    REPO_CREATE,
    REPO_GET,
    REPO_LS,
    REPO_PUT,
    REPO_RM,
    RESTORE,
    SERVER,
    SERVER_PING,
    STANZA_CREATE,
    STANZA_DELETE,
    STANZA_UPGRADE,
    START,
    STOP,
    VERIFY,
    VERSION;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word on the command line. */
    public String id() {
        return id;
    }

    /** The command with this word. */
    public static Optional<Command> find(String id) {
        for (Command command : values()) {
            if (command.id.equals(id)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
