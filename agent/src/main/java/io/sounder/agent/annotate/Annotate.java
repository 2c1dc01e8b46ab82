package io.sounder.agent.annotate;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.repository.Repository;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds, changes and removes annotations of a backup. They are kept in backup.info; the manifest stays as it was. Needs the
 * backup lock.
 */
public final class Annotate {
    private final List<Repository> repositories;
    private final Log log;

    public Annotate(List<Repository> repositories, Log log) {
        this.repositories = List.copyOf(repositories);
        this.log = log;
    }

    /**
     * Changes the backup in every repository that has it; error 75 when none has, 104 when a repository failed.
     *
     * @param changes new values by key; an empty one removes the key
     */
    public void run(BackupLabel label, Map<String, String> changes) {
        int errors = 0;
        int found = 0;
        for (Repository repository : repositories) {
            try {
                found += change(repository, label, changes) ? 1 : 0;
            } catch (AgentException e) {
                log.error(e.code(), repository.name() + ": " + e.text());
                errors++;
            }
        }
        if (errors > 0) {
            throw new AgentException(
                    ErrorCode.COMMAND,
                    "annotate command encountered " + errors + " error(s), check the log file for details");
        }
        if (found == 0) {
            throw new AgentException(ErrorCode.BACKUP_SET_INVALID, "no backup set to annotate found");
        }
    }

    private boolean change(Repository repository, BackupLabel label, Map<String, String> changes) {
        BackupInfo info = repository.reconstructedBackupInfo(log);
        BackupEntry backup = info.backups().get(label);
        if (backup == null) {
            return false;
        }
        log.info("backup set '" + label + "' to annotate found in " + repository.name());
        SortedMap<String, String> annotations = new TreeMap<>(backup.annotations());
        changes.forEach((key, value) -> {
            if (value.isEmpty()) {
                annotations.remove(key);
            } else {
                annotations.put(key, value);
            }
        });
        repository.saveBackupInfo(info.with(backup.withAnnotations(annotations)));
        return true;
    }
}
