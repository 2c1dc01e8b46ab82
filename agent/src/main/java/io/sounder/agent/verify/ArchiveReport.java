package io.sounder.agent.verify;

import io.sounder.agent.repository.WalRange;
import java.util.List;

/**
 * What was found in the archive of one archive id.
 *
 * @param counts of WAL segments
 * @param ranges runs of consecutive segments that are there
 */
public record ArchiveReport(
        String archiveId, long segmentSize, Counts counts, List<WalRange> ranges, List<Finding> findings) {
    public ArchiveReport {
        ranges = List.copyOf(ranges);
        findings = List.copyOf(findings);
    }
}
