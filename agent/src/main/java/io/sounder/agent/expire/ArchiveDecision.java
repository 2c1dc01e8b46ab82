package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import java.util.List;
import java.util.Optional;

/** What happens to the WAL of one archive id. */
sealed interface ArchiveDecision {
    /** Nothing is touched. */
    record KeepAll() implements ArchiveDecision {}

    /** No backup can use it and none ever will: the folder goes. */
    record RemoveAll() implements ArchiveDecision {}

    /**
     * Everything outside the ranges goes.
     *
     * @param oldest the backup from which on WAL is continuous; none when only a segment was named
     * @param from the first segment of the unbounded range
     */
    record KeepRanges(Optional<BackupLabel> oldest, String from, List<WalRange> ranges) implements ArchiveDecision {
        public KeepRanges {
            ranges = List.copyOf(ranges);
        }

        boolean keepsFolder(String folder) {
            return ranges.stream().anyMatch(range -> range.overlapsFolder(folder));
        }

        boolean keepsSegment(String segment) {
            return ranges.stream().anyMatch(range -> range.containsSegment(segment));
        }
    }
}
