package io.sounder.agent.info;

import io.sounder.agent.format.BackupEntry;
import java.util.ArrayList;
import java.util.List;

/** A backup with the repository it is in. */
public record ListedBackup(RepositoryReport repository, BackupEntry backup) {
    /** All backups of a stanza by label, then by repository. */
    public static List<ListedBackup> of(StanzaReport stanza) {
        List<ListedBackup> all = new ArrayList<>();
        for (RepositoryReport repository : stanza.repositories()) {
            repository.backups().forEach(backup -> all.add(new ListedBackup(repository, backup)));
        }
        // The sort is stable, so repositories stay in order.
        all.sort((one, other) -> one.backup().label().compareTo(other.backup().label()));
        return all;
    }
}
