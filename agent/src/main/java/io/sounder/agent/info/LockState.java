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
record LockState(SortedMap<Integer, LockContent> backup, Optional<LockContent> restore) {
    boolean backupHeld() {
        return !backup.isEmpty();
    }

    boolean restoreHeld() {
        return restore.isPresent();
    }
}
