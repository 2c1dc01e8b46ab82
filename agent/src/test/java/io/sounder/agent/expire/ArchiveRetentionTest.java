package io.sounder.agent.expire;

import static io.sounder.agent.expire.Backups.F1;
import static io.sounder.agent.expire.Backups.F1_D1;
import static io.sounder.agent.expire.Backups.F2;
import static io.sounder.agent.expire.Backups.F2_D1;
import static io.sounder.agent.expire.Backups.F3;
import static io.sounder.agent.expire.Backups.backup;
import static io.sounder.agent.expire.Backups.list;
import static io.sounder.agent.expire.Backups.segment;
import static io.sounder.agent.expire.Backups.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveRetentionTest {
    private static final BackupList BACKUPS =
            list(backup(F1, 1), backup(F1_D1, 3), backup(F2, 10), backup(F2_D1, 12), backup(F3, 20));

    @Test
    void keepsAllWhileThereAreFewerBackupsThanTheCount() {
        assertThat(fulls(4).decide(BACKUPS, 1, true)).isInstanceOf(ArchiveDecision.KeepAll.class);
    }

    @Test
    void keepsContinuousWalFromTheOldestRetainedFullAndRangesOfOlderBackups() {
        ArchiveDecision.KeepRanges ranges = (ArchiveDecision.KeepRanges) fulls(2).decide(BACKUPS, 1, true);

        assertThat(ranges.oldest()).contains(new BackupLabel(F2));
        assertThat(ranges.ranges()).containsExactly(span(1, 2), span(3, 4), WalRange.from(segment(10)));
        assertThat(ranges.keepsSegment(segment(4))).isTrue();
        assertThat(ranges.keepsSegment(segment(5))).isFalse();
        assertThat(ranges.keepsSegment(segment(500))).isTrue();
    }

    @Test
    void countsHigherTypesToo() {
        ArchiveDecision.KeepRanges ranges = (ArchiveDecision.KeepRanges)
                new ArchiveRetention(2, BackupType.DIFF, Optional.empty()).decide(BACKUPS, 1, true);

        assertThat(ranges.oldest()).contains(new BackupLabel(F2_D1));
    }

    @Test
    void removesWalOfAFormerClusterWithoutBackups() {
        assertThat(fulls(1).decide(BACKUPS, 2, false)).isInstanceOf(ArchiveDecision.RemoveAll.class);
        assertThat(fulls(1).decide(BACKUPS, 2, true)).isInstanceOf(ArchiveDecision.KeepAll.class);
    }

    @Test
    void keepsWalOfTheNewestBackupOfAFormerCluster() {
        BackupList backups = list(backup(F1, 1), backup(F2, 10), backup(F3, 2, 1, 1));

        ArchiveDecision.KeepRanges ranges = (ArchiveDecision.KeepRanges) fulls(1).decide(backups, 1, false);

        assertThat(ranges.oldest()).contains(new BackupLabel(F2));
    }

    @Test
    void leavesWalAloneWhenTheRetainedBackupIsOffline() {
        ListedBackup offline = new ListedBackup(new BackupLabel(F2), Optional.empty(), 1, Optional.empty(), 5);

        assertThat(fulls(1).decide(list(backup(F1, 1), offline), 1, true)).isInstanceOf(ArchiveDecision.KeepAll.class);
    }

    @Test
    void keepsEverythingFromTheNamedSegmentOn() {
        ArchiveDecision.KeepRanges ranges = (ArchiveDecision.KeepRanges)
                new ArchiveRetention(1, BackupType.FULL, Optional.of(segment(6))).decide(BACKUPS, 1, true);

        assertThat(ranges.keepsSegment(segment(5))).isFalse();
        assertThat(ranges.keepsSegment(segment(6))).isTrue();
        assertThat(ranges.keepsSegment(segment(19))).isTrue();
    }

    private static ArchiveRetention fulls(long count) {
        return new ArchiveRetention(count, BackupType.FULL, Optional.empty());
    }
}
