package io.sounder.agent.expire;

import static io.sounder.agent.expire.Backups.segment;
import static io.sounder.agent.expire.Backups.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveSweepTest {
    private static final String FIRST = "0000000100000000";
    private static final String SECOND = "0000000100000001";
    private static final String THIRD = "0000000100000002";

    @Test
    void removesWholeFoldersAndSinglesOutsideTheRanges() {
        ArchiveDecision.KeepRanges decision = keep(span(258, 259), WalRange.from(segment(515)));

        ArchiveSweep sweep = ArchiveSweep.of(decision, List.of(FIRST, SECOND, THIRD), ArchiveSweepTest::files);

        assertThat(sweep.doomed()).contains(new ArchiveSweep.Doomed(FIRST, ""));
        assertThat(sweep.doomed())
                .filteredOn(doomed -> doomed.folder().equals(SECOND))
                .hasSize(4);
        assertThat(sweep.spans())
                .containsExactly(
                        new ArchiveSweep.Span(FIRST, segment(257)), new ArchiveSweep.Span(segment(260), segment(514)));
    }

    @Test
    void removesBackupAndPartialFilesWithTheirSegment() {
        ArchiveDecision.KeepRanges decision = keep(WalRange.from(segment(3)));

        ArchiveSweep sweep = ArchiveSweep.of(
                decision,
                List.of(FIRST),
                folder -> List.of(
                        segment(2) + "-aa.lz4",
                        segment(2) + ".00000028.backup",
                        segment(2) + ".partial-bb.gz",
                        segment(3) + ".00000028.backup",
                        "notes.txt"));

        assertThat(sweep.doomed())
                .extracting(ArchiveSweep.Doomed::file)
                .containsExactly(
                        segment(2) + "-aa.lz4", segment(2) + ".00000028.backup", segment(2) + ".partial-bb.gz");
    }

    @Test
    void findsNothingWhenAllIsNeeded() {
        ArchiveSweep sweep = ArchiveSweep.of(keep(WalRange.from(segment(0))), List.of(FIRST), ArchiveSweepTest::files);

        assertThat(sweep.doomed()).isEmpty();
        assertThat(sweep.spans()).isEmpty();
    }

    private static List<String> files(String folder) {
        int log = Integer.parseInt(folder.substring(8), 16);
        return IntStream.range(0, 6)
                .mapToObj(number -> segment(log * 256 + number) + "-aa.gz")
                .toList();
    }

    private static ArchiveDecision.KeepRanges keep(WalRange... ranges) {
        return new ArchiveDecision.KeepRanges(Optional.empty(), ranges[ranges.length - 1].first(), List.of(ranges));
    }
}
