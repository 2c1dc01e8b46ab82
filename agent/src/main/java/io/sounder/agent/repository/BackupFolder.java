package io.sounder.agent.repository;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.util.List;
import java.util.regex.Pattern;

/** Lists the backups and history manifests of a stanza, below {@code backup/<stanza>}. */
record BackupFolder(Storage storage, StoragePath root) {
    static final String HISTORY = "backup.history";
    private static final String HISTORY_SUFFIX = ".manifest.gz";
    private static final String TEMPORARY = ".pgbackrest.tmp";
    private static final int YEAR_DIGITS = 4;
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

    List<BackupLabel> labels() {
        return storage.list(root).stream()
                .filter(StorageEntry::isPath)
                .map(StorageEntry::name)
                .filter(BackupLabel::isLabel)
                .map(BackupLabel::new)
                .sorted()
                .toList();
    }

    List<String> historyYears() {
        return storage.names(root.resolve(HISTORY)).stream()
                .filter(name -> YEAR.matcher(name).matches())
                .toList();
    }

    List<BackupLabel> historyLabels(String year) {
        return storage.names(root.resolve(HISTORY).resolve(year)).stream()
                .filter(name -> name.endsWith(HISTORY_SUFFIX))
                .map(name -> name.substring(0, name.length() - HISTORY_SUFFIX.length()))
                .filter(BackupLabel::isLabel)
                .map(BackupLabel::new)
                .sorted()
                .toList();
    }

    StoragePath historyManifest(BackupLabel label) {
        return yearOf(label).resolve(label + HISTORY_SUFFIX);
    }

    /** What killed processes were writing beside the history manifest of a backup. */
    List<StoragePath> unfinishedHistory(BackupLabel label) {
        StoragePath folder = yearOf(label);
        return storage.names(folder).stream()
                .filter(name -> name.endsWith(TEMPORARY))
                .map(folder::resolve)
                .toList();
    }

    /** The year of the set, also for a diff or incr made in the next one. */
    private StoragePath yearOf(BackupLabel label) {
        return root.resolve(HISTORY).resolve(label.value().substring(0, YEAR_DIGITS));
    }
}
