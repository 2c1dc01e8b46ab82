package io.sounder.agent.info;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.format.PgId;
import io.sounder.agent.os.LockContent;
import io.sounder.agent.os.LockType;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.repository.WalRange;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at repositories and reports what is there. Broken or missing ones are part of the report, not errors. */
public final class Info {
    private static final String UNKNOWN_STANZA = "[invalid]";

    private final InfoRequest request;
    private final List<RepositorySource> sources;
    private final LockLookup locks;

    /** @param sources at least one, ascending by key */
    public Info(InfoRequest request, List<RepositorySource> sources, LockLookup locks) {
        this.request = request;
        this.sources = List.copyOf(sources);
        this.locks = locks;
    }

    /** The report, by name of stanza. */
    public InfoReport run() {
        List<StanzaReport> stanzas = new ArrayList<>();
        for (String stanza : stanzas()) {
            List<RepositoryReport> repositories = new ArrayList<>();
            for (RepositorySource source : sources) {
                repositories.add(report(source, stanza));
            }
            stanzas.add(new StanzaReport(stanza, repositories, locks(stanza)));
        }
        return new InfoReport(stanzas, request.set().isPresent());
    }

    private SortedSet<String> stanzas() {
        SortedSet<String> names = new TreeSet<>();
        if (request.stanza().isPresent()) {
            names.add(request.stanza().get());
            return names;
        }
        for (RepositorySource source : sources) {
            try {
                for (String folder : new String[] {"archive", "backup"}) {
                    for (StorageEntry entry : source.storage().get().list(StoragePath.of(folder))) {
                        if (entry.isPath()) {
                            names.add(entry.name());
                        }
                    }
                }
            } catch (AgentException e) {
                names.add(UNKNOWN_STANZA);
            }
        }
        return names;
    }

    private RepositoryReport report(RepositorySource source, String stanza) {
        try {
            Repository repository = source.open(stanza);
            if (!repository.backupInfoExists()) {
                boolean folder = repository.storage().exists(repository.backupPath())
                        || repository.storage().exists(repository.archivePath());
                Status status = folder ? Status.MISSING_STANZA_DATA : Status.MISSING_STANZA_PATH;
                return RepositoryReport.failed(source, status, status.message());
            }
            return report(source, repository);
        } catch (AgentException e) {
            return RepositoryReport.failed(source, Status.OTHER, "[" + e.code().label() + "] " + e.text());
        }
    }

    private RepositoryReport report(RepositorySource source, Repository repository) {
        BackupInfo backupInfo = repository.backupInfo();
        ArchiveInfo archiveInfo = repository.archiveInfo();
        List<BackupEntry> backups = new ArrayList<>();
        Map<BackupLabel, BackupDetail> details = new HashMap<>();
        for (BackupEntry backup : backupInfo.backups().values()) {
            String label = backup.label().value();
            if (request.set().map(label::equals).orElse(true)
                    && request.type().map(type -> type == backup.type()).orElse(true)) {
                backups.add(backup);
                if (request.set().isPresent()) {
                    details.put(backup.label(), BackupDetail.of(repository.manifest(backup.label())));
                }
            }
        }
        if (request.set().isPresent() && backups.isEmpty()) {
            return RepositoryReport.failed(source, Status.BACKUP_MISSING, Status.BACKUP_MISSING.message());
        }
        Status status = backupInfo.backups().isEmpty() ? Status.NO_BACKUP : Status.OK;
        SortedMap<Integer, PgId> history = new TreeMap<>();
        backupInfo.history().forEach((id, pg) -> history.put(id, pg.id()));
        return new RepositoryReport(
                source.key(),
                source.encryption().type(),
                status,
                status.message(),
                Optional.of(backupInfo.current()).map(PgDb::id),
                history,
                archives(repository, archiveInfo),
                backups,
                details);
    }

    private static List<ArchiveRange> archives(Repository repository, ArchiveInfo info) {
        List<ArchiveRange> ranges = new ArrayList<>();
        info.history().forEach((id, pg) -> {
            String folder = info.archiveId(id);
            Optional<WalRange> range = repository.walRange(folder);
            if (range.isPresent() || id == info.currentId()) {
                ranges.add(new ArchiveRange(id, folder, pg, range));
            }
        });
        return ranges;
    }

    private LockState locks(String stanza) {
        SortedMap<Integer, LockContent> backup = new TreeMap<>();
        Optional<LockContent> restore = Optional.empty();
        for (RepositorySource source : sources) {
            locks.holder(stanza, LockType.BACKUP, source.key())
                    // A lock that covers all repositories is one backup, not several.
                    .filter(held -> !backup.containsValue(held))
                    .ifPresent(held -> backup.put(source.key(), held));
            restore = restore.or(() -> locks.holder(stanza, LockType.RESTORE, source.key()));
        }
        return new LockState(backup, restore);
    }
}
