package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Command;

/** Which class runs which command. A switch, so that only the class of the command at hand is loaded. */
final class Commands {
    private Commands() {}

    /** The runner of a command; error 67 for those that are not built. */
    static CommandRunner runner(Command command) {
        return switch (command) {
            case ANNOTATE -> new AnnotateCommand();
            case ARCHIVE_GET -> new ArchiveGetCommand();
            case ARCHIVE_PUSH -> new ArchivePushCommand();
            case EXPIRE -> new ExpireCommand();
            case BACKUP -> new BackupCommand();
            case CHECK -> new CheckCommand();
            case INFO -> new InfoCommand();
            case HELP -> new HelpCommand();
            case MANIFEST -> new ManifestCommand();
            case REPO_CREATE -> new RepoCreateCommand();
            case REPO_GET -> new RepoGetCommand();
            case REPO_LS -> new RepoLsCommand();
            case REPO_PUT -> new RepoPutCommand();
            case REPO_RM -> new RepoRmCommand();
            case START -> new StartCommand();
            case STOP -> new StopCommand();
            case SERVER -> new ServerCommand();
            case SERVER_PING -> new ServerPingCommand();
            case RESTORE -> new RestoreCommand();
            case STANZA_CREATE -> new StanzaCreateCommand();
            case STANZA_DELETE -> new StanzaDeleteCommand();
            case STANZA_UPGRADE -> new StanzaUpgradeCommand();
            case VERIFY -> new VerifyCommand();
            case VERSION -> new VersionCommand();
            default ->
                throw new AgentException(
                        ErrorCode.FEATURE_NOT_SUPPORTED, "command '" + command.id() + "' is not supported");
        };
    }
}
