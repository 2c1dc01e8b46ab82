package io.sounder.agent.expire;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expires one repository. The order survives a crash at any point: a backup leaves the list first, then it loses its
 * manifest, so that a half-removed one is never listed; WAL goes last. A backup that was no longer listed when the process
 * was killed, but still whole, is listed again by the next command, and expires again.
 */
final class RepositoryExpire {
    private final ExpireSettings settings;
    private final RetentionSettings retention;
    private final Repository repository;
    private final ZonedDateTime now;
    private final Log log;
    private boolean knowsSet;

    RepositoryExpire(ExpireSettings settings, Repository repository, ZonedDateTime now, Log log) {
        this.settings = settings;
        this.retention = settings.retention(repository.key());
        this.repository = repository;
        this.now = now;
        this.log = log;
    }

    /** The backups that were removed. */
    List<BackupLabel> run() {
        BackupInfo listed = repository.reconstructedBackupInfo(log);
        BackupList backups = new BackupList(
                listed.backups().values().stream().map(RepositoryExpire::listed).toList());
        RetentionPlan plan = plan(backups);
        plan.removals().forEach(removal -> log.info(repository.name() + ": " + removal.text()));
        List<BackupLabel> removed = plan.removals().stream()
                .flatMap(removal -> removal.labels().stream())
                .toList();
        BackupInfo remaining = listed.without(removed);
        if (!settings.dryRun()) {
            saveIfChanged(remaining);
            plan.removals().forEach(removal -> removal.labels().reversed().forEach(repository::deleteManifest));
        }
        removeFolders(remaining, removed);
        expireArchive(plan, remaining);
        expireHistory(remaining);
        return removed;
    }

    /** Whether this repository had the backup that was named for removal; to be asked after {@link #run}. */
    boolean knowsSet() {
        return knowsSet;
    }

    private RetentionPlan plan(BackupList backups) {
        BackupRetention rules = new BackupRetention(retention, now.toInstant());
        if (settings.set().isPresent()) {
            return adhoc(rules, backups, settings.set().get());
        }
        return settings.oldest() ? rules.oldest(backups) : rules.regular(backups);
    }

    private RetentionPlan adhoc(BackupRetention rules, BackupList backups, BackupLabel label) {
        knowsSet = backups.find(label).isPresent();
        if (!knowsSet) {
            return new RetentionPlan(List.of(), backups, retention);
        }
        RetentionPlan plan = rules.adhoc(backups, label);
        backups.newest()
                .filter(newest -> plan.remaining().find(newest.label()).isEmpty())
                .ifPresent(newest -> {
                    String option = "'" + repository.name() + "-retention-archive'";
                    log.warn(repository.name() + ": expiring latest backup " + newest.label()
                            + " - the ability to perform point-in-time-recovery (PITR) may be affected\nHINT: non-default"
                            + " settings for " + option + "/" + option.replace("archive'", "archive-type'")
                            + " (even in prior expires) can cause gaps in the WAL.");
                });
        return plan;
    }

    private static ListedBackup listed(BackupEntry entry) {
        Optional<WalRange> wal = entry.archiveStart().map(start -> new WalRange(start, entry.archiveStop()));
        return new ListedBackup(entry.label(), entry.prior(), entry.dbId(), wal, entry.timestampStop());
    }

    private void saveIfChanged(BackupInfo remaining) {
        if (!repository.backupInfo().equals(remaining)) {
            repository.saveBackupInfo(remaining);
        }
    }

    private void removeFolders(BackupInfo remaining, List<BackupLabel> removed) {
        List<BackupLabel> onDisk = repository.labelsOnDisk();
        for (BackupLabel label : onDisk) {
            boolean newest = label.equals(onDisk.getLast());
            boolean listed = remaining.backups().containsKey(label);
            if (listed || (newest && inProgress(label, removed)) || isUnreadable(label, removed)) {
                continue;
            }
            log.info(repository.name() + ": remove expired backup " + label);
            if (!settings.dryRun()) {
                repository.storage().removeTree(repository.backupPath(label));
            }
        }
        if (!settings.dryRun() && settings.linked().contains(repository.key())) {
            moveLatest(remaining);
        }
    }

    /** Whether there is a finished backup of which nothing is known, perhaps only at this moment. */
    private boolean isUnreadable(BackupLabel label, List<BackupLabel> removed) {
        if (removed.contains(label) || !repository.manifestExists(label)) {
            return false;
        }
        try {
            repository.manifest(label);
            return false;
        } catch (AgentException e) {
            log.warn(repository.name() + ": backup " + label + " is kept, for its manifest cannot be read: " + e.text()
                    + "\nHINT: run the verify command; if nobody needs the backup, remove its folder with repo-rm");
            return true;
        }
    }

    /** Whether a backup runs there or can be resumed, and its prior is not gone. */
    private boolean inProgress(BackupLabel label, List<BackupLabel> removed) {
        if (repository.manifestExists(label) || !repository.manifestCopyExists(label)) {
            return false;
        }
        try {
            return repository
                    .manifestCopy(label)
                    .data()
                    .prior()
                    .filter(removed::contains)
                    .isEmpty();
        } catch (AgentException e) {
            log.warn(repository.name() + ": backup " + label + " is kept, for it may be running: " + e.text()
                    + "\nHINT: the next backup removes it if it does not run");
            return true;
        }
    }

    private void moveLatest(BackupInfo remaining) {
        StoragePath link = repository.backupPath().resolve("latest");
        Optional<String> target = repository.storage().info(link).flatMap(StorageEntry::linkTarget);
        boolean dangling = target.isPresent()
                && remaining.backups().keySet().stream()
                        .noneMatch(label -> label.value().equals(target.get()));
        if (!dangling) {
            return;
        }
        if (remaining.backups().isEmpty()) {
            repository.removeLatest();
        } else {
            repository.updateLatest(remaining.backups().lastKey());
        }
    }

    private void expireArchive(RetentionPlan plan, BackupInfo remaining) {
        OptionalLong count = plan.settings().effectiveArchive();
        if (count.isEmpty()) {
            log.info("option '" + repository.name()
                    + "-retention-archive' is not set - archive logs will not be expired");
            return;
        }
        ArchiveRetention rules =
                new ArchiveRetention(count.getAsLong(), plan.settings().archiveType(), settings.before());
        new ArchiveRemover(repository, rules, settings.dryRun(), log).run(plan.remaining(), remaining);
    }

    private void expireHistory(BackupInfo remaining) {
        if (retention.history().isEmpty()) {
            return;
        }
        Set<String> current =
                remaining.backups().keySet().stream().map(BackupLabel::value).collect(Collectors.toSet());
        HistoryRetention rules =
                HistoryRetention.of(retention.history().getAsLong(), now.toInstant(), now.getZone(), current);
        new HistoryRemover(repository, rules, settings.dryRun(), log).run();
    }
}
