package io.sounder.agent.verify;

import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StorageEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the WAL of an archive means for a backup: whether it can become consistent, and how far it can be recovered. */
final class BackupWal {
    private final Repository repository;
    private final ArchiveContent archive;

    BackupWal(Repository repository, ArchiveContent archive) {
        this.repository = repository;
        this.archive = archive;
    }

    /** The segments that the backup needs to become consistent and that are not there, or damaged. */
    List<WalSegment> missing(BackupData backup) {
        if (backup.archiveStart().isEmpty() || backup.archiveStop().isEmpty()) {
            return List.of();
        }
        WalSegment start = new WalSegment(backup.archiveStart().get());
        WalSegment stop = new WalSegment(backup.archiveStop().get());
        if (start.timeline() != stop.timeline()) {
            return List.of();
        }
        return WalSegment.range(start, stop, size()).stream()
                .filter(segment -> !valid(segment))
                .toList();
    }

    private boolean valid(WalSegment segment) {
        return archive.valid()
                .runEnd(segment.timeline(), segment.number(size()))
                .isPresent();
    }

    /** Where recovery can go from a backup whose own WAL is complete. */
    List<RestoreWindow> windows(BackupData backup) {
        List<RestoreWindow> windows = new ArrayList<>();
        if (backup.archiveStop().isEmpty() || backup.lsnStop().isEmpty()) {
            return windows;
        }
        WalSegment stop = new WalSegment(backup.archiveStop().get());
        Lsn consistent = backup.lsnStop().get();
        for (int timeline : RecoveryWay.targets(archive, stop.timeline(), consistent)) {
            WalSegment last = new RecoveryWay(archive, stop.timeline(), timeline).last(stop);
            if (timeline == stop.timeline() || last.timeline() != stop.timeline()) {
                windows.add(new RestoreWindow(
                        last.timeline(),
                        consistent,
                        Instant.ofEpochSecond(backup.timestampStop()),
                        last.next(size()).start(size()),
                        last,
                        archived(last)));
            }
        }
        return windows.stream().distinct().toList();
    }

    /** The segment at which a window ends although its timeline goes on; looked for again, as WAL may arrive in any order. */
    Optional<WalSegment> gap(RestoreWindow window) {
        WalSegment next = window.lastSegment().next(size());
        OptionalLong end = archive.present().last(next.timeline());
        boolean later = end.isPresent() && end.getAsLong() >= next.number(size());
        return later && (present(next) || archived(next).isEmpty()) ? Optional.of(next) : Optional.empty();
    }

    private boolean present(WalSegment segment) {
        return archive.present()
                .runEnd(segment.timeline(), segment.number(size()))
                .isPresent();
    }

    String archiveId() {
        return archive.archiveId();
    }

    private Optional<Instant> archived(WalSegment segment) {
        return repository.findWalCopies(List.of(archive.archiveId()), segment.name()).stream()
                .map(ArchivedWal::path)
                .findFirst()
                .flatMap(repository.storage()::info)
                .map(StorageEntry::modified);
    }

    private long size() {
        return archive.valid().segmentSize();
    }
}
