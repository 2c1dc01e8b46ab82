package io.sounder.agent.expire;

import io.sounder.agent.base.BackupType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that say which WAL goes. Pure: decides, removes nothing.
 *
 * @param count the number of backups of {@code type} (higher types count too) whose WAL stays continuous
 * @param before WAL from this segment on stays in any case
 */
record ArchiveRetention(long count, BackupType type, Optional<String> before) {

    ArchiveDecision decide(BackupList backups, int historyId, boolean current) {
        List<ListedBackup> counted = newestFirst(backups);
        if (count > counted.size() && before.isEmpty()) {
            return new ArchiveDecision.KeepAll();
        }
        List<ListedBackup> own = ofHistory(counted, historyId);
        if (own.isEmpty()) {
            return withoutBackups(current);
        }
        List<ListedBackup> retained = ofHistory(counted.stream().limit(count).toList(), historyId);
        ListedBackup oldest = retained.isEmpty() ? own.getFirst() : retained.getLast();
        return oldest.wal()
                .map(wal -> keepFrom(oldest, wal, ofHistory(backups.backups(), historyId)))
                .orElseGet(ArchiveDecision.KeepAll::new);
    }

    private ArchiveDecision withoutBackups(boolean current) {
        if (!current) {
            return new ArchiveDecision.RemoveAll();
        }
        return before.<ArchiveDecision>map(segment ->
                        new ArchiveDecision.KeepRanges(Optional.empty(), segment, List.of(WalRange.from(segment))))
                .orElseGet(ArchiveDecision.KeepAll::new);
    }

    private ArchiveDecision keepFrom(ListedBackup oldest, WalRange wal, List<ListedBackup> own) {
        List<WalRange> ranges = new ArrayList<>();
        for (ListedBackup backup : own) {
            if (backup.label().value().compareTo(oldest.label().value()) < 0) {
                backup.wal().ifPresent(ranges::add);
            }
        }
        before.ifPresent(segment -> ranges.add(WalRange.between(segment, wal.first())));
        ranges.add(WalRange.from(wal.first()));
        return new ArchiveDecision.KeepRanges(Optional.of(oldest.label()), wal.first(), ranges);
    }

    private List<ListedBackup> newestFirst(BackupList backups) {
        return backups.ofTypes(countedTypes()).reversed();
    }

    private Set<BackupType> countedTypes() {
        return switch (type) {
            case FULL -> Set.of(BackupType.FULL);
            case DIFF -> Set.of(BackupType.FULL, BackupType.DIFF);
            case INCR -> Set.of(BackupType.values());
        };
    }

    private static List<ListedBackup> ofHistory(List<ListedBackup> backups, int historyId) {
        return backups.stream()
                .filter(backup -> backup.historyId() == historyId)
                .toList();
    }
}
