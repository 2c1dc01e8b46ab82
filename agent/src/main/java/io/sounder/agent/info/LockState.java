package io.sounder.agent.info;

import io.sounder.agent.os.LockContent;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The locks on a stanza.
 *
 * @param backup holders of the backup lock by key of the repository
 * @param restore the holder of the restore lock
 */
public record LockState(SortedMap<Integer, LockContent> backup, Optional<LockContent> restore) {
    /** Whether a backup, an expire or a command of the stanza is running. */
    public boolean backupHeld() {
        return !backup.isEmpty();
    }

    /** Whether a restore is running. */
    public boolean restoreHeld() {
        return restore.isPresent();
    }
}
