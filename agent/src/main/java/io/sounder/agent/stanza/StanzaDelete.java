package io.sounder.agent.stanza;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Removes a stanza with all its backups and WAL from a repository.
 *
 * @param dataFolder of the cluster, which must not run
 * @param stopFile must exist, so that nothing archives meanwhile; removed at the end
 * @param force deletes although the server runs
 */
public record StanzaDelete(Path dataFolder, Path stopFile, boolean force) {

    public void run(Repository repository) {
        boolean there = repository.storage().exists(repository.archivePath())
                || repository.storage().exists(repository.backupPath());
        if (there) {
            requireStopped(repository);
            repository.deleteInfoFiles();
            repository.storage().removeTree(repository.archivePath());
            repository.storage().removeTree(repository.backupPath());
        }
        removeStopFile();
    }

    private void requireStopped(Repository repository) {
        if (!Files.exists(stopFile)) {
            throw new AgentException(
                            ErrorCode.FILE_MISSING, "stop file does not exist for stanza '" + repository.stanza() + "'")
                    .withHint("has the pgbackrest stop command been run on this server for this stanza?");
        }
        if (!force && Files.exists(dataFolder.resolve("postmaster.pid"))) {
            throw new AgentException(
                    ErrorCode.PG_RUNNING,
                    "postmaster.pid exists in '" + dataFolder + "' - looks like PostgreSQL is running. "
                            + "To delete stanza '" + repository.stanza() + "' on " + repository.name()
                            + ", shut down PostgreSQL for stanza '" + repository.stanza()
                            + "' and try again, or use --force");
        }
    }

    private void removeStopFile() {
        try {
            Files.deleteIfExists(stopFile);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_REMOVE, "unable to remove '" + stopFile + "': " + e, e);
        }
    }
}
