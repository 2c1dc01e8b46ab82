package io.sounder.agent.postgres;

import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.WalSegment;

/**
 * Where recovery of a backup has to begin.
 *
 * @param lsn position in the WAL
 * @param segment the segment that contains it
 */
public record BackupStart(Lsn lsn, WalSegment segment) {}
