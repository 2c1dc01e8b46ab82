package io.sounder.agent.restore;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.repository.Repository;

/** The backup that is to be restored, as backup.info describes it, and the repository that has it. */
record SelectedSet(Repository repository, BackupEntry entry) {
    BackupLabel label() {
        return entry.label();
    }
}
