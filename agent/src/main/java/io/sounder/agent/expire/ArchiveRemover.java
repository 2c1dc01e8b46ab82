package io.sounder.agent.expire;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Removes the WAL of one repository that no backup needs. */
final class ArchiveRemover {
    private static final Pattern FOLDER = Pattern.compile("[0-9A-F]{16}");
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");
    private static final int TIMELINE_LENGTH = 8;

    private final Repository repository;
    private final ArchiveRetention rules;
    private final boolean dryRun;
    private final Log log;

    ArchiveRemover(Repository repository, ArchiveRetention rules, boolean dryRun, Log log) {
        this.repository = repository;
        this.rules = rules;
        this.dryRun = dryRun;
        this.log = log;
    }

    void run(BackupList backups, BackupInfo info) {
        ArchiveInfo archive = repository.archiveInfo();
        requireSameHistory(archive, info);
        archive.history().keySet().forEach(id -> {
            String archiveId = archive.archiveId(id);
            StoragePath folder = repository.archivePath(archiveId);
            if (repository.storage().exists(folder)) {
                expire(archiveId, folder, rules.decide(backups, id, id == archive.currentId()));
            }
        });
    }

    private static void requireSameHistory(ArchiveInfo archive, BackupInfo backup) {
        SortedMap<Integer, PgId> listed = new TreeMap<>();
        backup.history().forEach((id, pg) -> listed.put(id, pg.id()));
        if (!archive.history().equals(listed)) {
            throw new AgentException(
                            ErrorCode.FORMAT,
                            "archive expiration cannot continue - archive and backup history lists do not match")
                    .withHint("has a stanza-upgrade been performed?");
        }
    }

    private void expire(String archiveId, StoragePath folder, ArchiveDecision decision) {
        switch (decision) {
            case ArchiveDecision.KeepAll() -> {}
            case ArchiveDecision.RemoveAll() -> {
                log.info(repository.name() + ": remove archive path "
                        + repository.storage().display(folder));
                if (!dryRun) {
                    repository.storage().removeTree(folder);
                }
            }
            case ArchiveDecision.KeepRanges ranges -> sweep(archiveId, folder, ranges);
        }
    }

    private void sweep(String archiveId, StoragePath folder, ArchiveDecision.KeepRanges ranges) {
        String prefix = repository.name() + ": " + archiveId + " ";
        ranges.oldest()
                .ifPresent(label ->
                        log.detail(prefix + "archive retention on backup " + label + ", start = " + ranges.from()));
        Storage storage = repository.storage();
        List<String> folders = storage.list(folder).stream()
                .filter(StorageEntry::isPath)
                .map(StorageEntry::name)
                .filter(name -> FOLDER.matcher(name).matches())
                .toList();
        ArchiveSweep sweep = ArchiveSweep.of(ranges, folders, name -> storage.names(folder.resolve(name)));
        if (!dryRun) {
            sweep.doomed().forEach(doomed -> remove(folder, doomed));
        }
        sweep.spans()
                .forEach(span ->
                        log.info(prefix + "remove archive, start = " + span.first() + ", stop = " + span.last()));
        if (sweep.spans().isEmpty()) {
            log.info(prefix + "no archive to remove");
        }
        removeTimelineHistory(prefix, folder, ranges.from().substring(0, TIMELINE_LENGTH));
    }

    private void remove(StoragePath folder, ArchiveSweep.Doomed doomed) {
        StoragePath path = folder.resolve(doomed.folder());
        if (doomed.file().isEmpty()) {
            repository.storage().removeTree(path);
        } else {
            repository.storage().remove(path.resolve(doomed.file()));
        }
    }

    private void removeTimelineHistory(String prefix, StoragePath folder, String timeline) {
        for (String name : repository.storage().names(folder)) {
            if (HISTORY.matcher(name).matches()
                    && name.substring(0, TIMELINE_LENGTH).compareTo(timeline) < 0) {
                log.info(prefix + "remove history file " + name);
                if (!dryRun) {
                    repository.storage().remove(folder.resolve(name));
                }
            }
        }
    }
}
