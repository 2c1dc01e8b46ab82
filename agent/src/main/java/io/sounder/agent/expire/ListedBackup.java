package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import java.util.Optional;

/**
 * What the retention rules know of one backup.
 *
 * @param prior the backup it builds on; none for a full one
 * @param historyId the stanza's history entry it was made under
 * @param wal the segments it needs to become consistent; none when it was made offline
 * @param stopped the end of the backup in Unix seconds
 */
record ListedBackup(
        BackupLabel label, Optional<BackupLabel> prior, int historyId, Optional<WalRange> wal, long stopped) {}
