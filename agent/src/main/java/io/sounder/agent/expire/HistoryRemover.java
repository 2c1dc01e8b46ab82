package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Log;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.util.regex.Pattern;

/** Removes history manifests that outlived their use. */
final class HistoryRemover {
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

    private final Repository repository;
    private final HistoryRetention rules;
    private final boolean dryRun;
    private final Log log;

    HistoryRemover(Repository repository, HistoryRetention rules, boolean dryRun, Log log) {
        this.repository = repository;
        this.rules = rules;
        this.dryRun = dryRun;
        this.log = log;
    }

    void run() {
        StoragePath history = repository.backupPath().resolve("backup.history");
        for (StorageEntry year : repository.storage().list(history)) {
            if (!year.isPath() || !YEAR.matcher(year.name()).matches()) {
                continue;
            }
            StoragePath folder = history.resolve(year.name());
            if (rules.expiresYear(year.name())) {
                log.info(repository.name() + ": remove expired backup history path " + year.name());
                if (!dryRun) {
                    repository.storage().removeTree(folder);
                }
            } else {
                sweepYear(folder);
            }
        }
    }

    private void sweepYear(StoragePath folder) {
        for (String file : repository.storage().names(folder)) {
            int end = file.indexOf(".manifest");
            String label = end < 0 ? "" : file.substring(0, end);
            if (BackupLabel.isLabel(label) && rules.expires(label)) {
                log.info(repository.name() + ": remove expired backup history manifest " + file);
                if (!dryRun) {
                    repository.storage().remove(folder.resolve(file));
                }
            }
        }
    }
}
