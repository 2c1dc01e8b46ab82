package io.sounder.agent.restore;

import io.sounder.agent.base.BackupLabel;

/**
 * A finished restore.
 *
 * @param repository the key of the repository it came from
 * @param size bytes of all files
 * @param files number of files
 * @param copied number of files that had to be fetched
 */
public record RestoreResult(int repository, BackupLabel label, long size, int files, int copied) {}
