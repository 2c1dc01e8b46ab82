package io.sounder.agent.verify;

import io.sounder.agent.base.TimelineHistory;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds after its check.
 *
 * @param present all segments, whether valid or not
 * @param valid those that can be used
 * @param histories by timeline
 */
record ArchiveContent(
        String archiveId,
        SegmentSet present,
        SegmentSet valid,
        Map<Long, TimelineHistory> histories,
        ArchiveReport report) {
    private static final long ANY_SEGMENT_SIZE = 16L << 20;

    /** An archive without anything in it. */
    static ArchiveContent empty(String archiveId) {
        SegmentSet nothing = new SegmentSet(ANY_SEGMENT_SIZE);
        ArchiveReport report =
                new ArchiveReport(archiveId, ANY_SEGMENT_SIZE, new Tally().counts(), nothing.ranges(), List.of());
        return new ArchiveContent(archiveId, nothing, nothing, Map.of(), report);
    }
}
