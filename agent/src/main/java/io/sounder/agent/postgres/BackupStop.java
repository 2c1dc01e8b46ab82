package io.sounder.agent.postgres;

import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.WalSegment;

/**
 * What the server says at the end of a backup.
 *
 * @param lsn where the backup becomes consistent
 * @param segment the last segment that is needed for that
 * @param backupLabel content of the file {@code backup_label}
 * @param tablespaceMap content of the file {@code tablespace_map}; blank when there are no tablespaces
 */
public record BackupStop(Lsn lsn, WalSegment segment, String backupLabel, String tablespaceMap) {}
