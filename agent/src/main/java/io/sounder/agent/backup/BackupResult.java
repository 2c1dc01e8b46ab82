package io.sounder.agent.backup;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;

/**
 * A finished backup.
 *
 * @param copied bytes of the cluster that had to be read for it
 * @param files number of files in its manifest
 */
public record BackupResult(BackupLabel label, BackupType type, long copied, long files) {}
