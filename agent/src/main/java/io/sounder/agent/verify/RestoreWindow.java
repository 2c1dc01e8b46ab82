package io.sounder.agent.verify;

import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.WalSegment;
import java.time.Instant;
import java.util.Optional;

/**
 * The points that a backup can be recovered to along one timeline.
 *
 * @param timeline the timeline at the end of the way
 * @param first where the backup is consistent; earlier points cannot be reached
 * @param from the same as the time at which the backup ended
 * @param last the end of the last WAL segment that can be used without a gap
 * @param lastSegment that segment
 * @param archived when that segment was stored: later commits are not in it
 */
public record RestoreWindow(
        int timeline, Lsn first, Instant from, Lsn last, WalSegment lastSegment, Optional<Instant> archived) {}
