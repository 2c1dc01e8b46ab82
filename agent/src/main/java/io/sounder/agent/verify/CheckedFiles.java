package io.sounder.agent.verify;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.storage.StoragePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which stored files of a backup set have been read, so that those that several backups use are read once. Filled by one
 * thread; workers may ask about finished backups.
 */
final class CheckedFiles {
    private final Set<Long> read = new HashSet<>();
    private final Map<Long, Finding> failed = new HashMap<>();
    private final Set<BackupLabel> finished = ConcurrentHashMap.newKeySet();
    private final Map<StoragePath, List<StoredFile>> damaged = new ConcurrentHashMap<>();

    void add(StoredFile stored, Optional<Finding> finding) {
        read.add(stored.key());
        finding.ifPresent(found -> {
            failed.put(stored.key(), found);
            damaged.computeIfAbsent(stored.path(), _ -> new CopyOnWriteArrayList<>())
                    .add(stored);
        });
    }

    boolean contains(StoredFile stored) {
        return read.contains(stored.key());
    }

    /** What was wrong with a file that was read. */
    Optional<Finding> finding(StoredFile stored) {
        return failed.isEmpty() ? Optional.empty() : Optional.ofNullable(failed.get(stored.key()));
    }

    /** Notes that all files stored by a backup have been read. */
    void finish(BackupLabel label) {
        finished.add(label);
    }

    boolean isFinished(BackupLabel label) {
        return finished.contains(label);
    }

    boolean anyDamaged() {
        return !damaged.isEmpty();
    }

    /** Whether this stretch of a repository file has bytes of a damaged file. */
    boolean isDamaged(StoragePath path, long offset, long end) {
        return damaged.getOrDefault(path, List.of()).stream()
                .anyMatch(stored -> stored.offset() < end && stored.offset() + stored.length() > offset);
    }

    /** Forgets everything, before the next set. */
    void clear() {
        read.clear();
        failed.clear();
        finished.clear();
        damaged.clear();
    }
}
