package io.sounder.agent.exporter;

import io.sounder.agent.format.PgId;
import io.sounder.agent.info.ArchiveRange;
import io.sounder.agent.info.LockState;
import io.sounder.agent.info.RepositoryReport;
import io.sounder.agent.info.StanzaReport;
import io.sounder.agent.os.LockContent;
import java.util.Collection;
import java.util.function.ToLongFunction;

/** What there is to say of a stanza, its repositories and their WAL. */
final class StanzaMetrics {
    private final boolean verboseWal;
    private final Families families;

    /** @param verboseWal whether the first and last segment are named in labels */
    StanzaMetrics(boolean verboseWal, Families families) {
        this.verboseWal = verboseWal;
        this.families = families;
    }

    void add(StanzaReport stanza) {
        String name = stanza.name();
        families.put(
                "pgbackrest_stanza_status",
                "State of the stanza over all repositories; 0 is good.",
                stanza.status().code(),
                "stanza",
                name);
        locks(name, stanza.locks());
        for (RepositoryReport repository : stanza.repositories()) {
            families.put(
                    "pgbackrest_repo_status",
                    "State of the stanza in one repository; 0 is good.",
                    repository.status().code(),
                    "cipher",
                    repository.cipher().label(),
                    "repo_key",
                    String.valueOf(repository.key()),
                    "stanza",
                    name);
            repository.archives().forEach(archive -> wal(name, repository, archive));
        }
    }

    private void locks(String stanza, LockState locks) {
        String help = "Whether a backup, an expire or a command of the stanza is running.";
        families.put("pgbackrest_stanza_backup_lock_status", help, locks.backupHeld(), "stanza", stanza);
        // The name before exporters told backup and restore apart; dashboards go on asking for it.
        families.put("pgbackrest_stanza_lock_status", help, locks.backupHeld(), "stanza", stanza);
        families.put(
                "pgbackrest_stanza_restore_lock_status",
                "Whether a restore is running.",
                locks.restoreHeld(),
                "stanza",
                stanza);
        Collection<LockContent> backups = locks.backup().values();
        Collection<LockContent> restores = locks.restore().stream().toList();
        progress(stanza, "backup", backups);
        progress(stanza, "restore", restores);
    }

    private void progress(String stanza, String what, Collection<LockContent> holders) {
        String prefix = "pgbackrest_stanza_" + what;
        families.put(
                prefix + "_total_bytes",
                "Size of what the running " + what + " has to do; 0 without one.",
                sum(holders, LockContent.Progress::size),
                "stanza",
                stanza);
        families.put(
                prefix + "_complete_bytes",
                "Size of what the running " + what + " has done; 0 without one.",
                sum(holders, LockContent.Progress::sizeDone),
                "stanza",
                stanza);
    }

    private static long sum(Collection<LockContent> holders, ToLongFunction<LockContent.Progress> size) {
        return holders.stream()
                .flatMap(holder -> holder.progress().stream())
                .mapToLong(size)
                .sum();
    }

    private void wal(String stanza, RepositoryReport repository, ArchiveRange archive) {
        PgId pg = archive.pg();
        families.put(
                "pgbackrest_wal_archive_status",
                "Whether the archive of this cluster holds WAL.",
                archive.range().isPresent(),
                "database_id",
                String.valueOf(archive.historyId()),
                "pg_version",
                pg.version(),
                "repo_key",
                String.valueOf(repository.key()),
                "stanza",
                stanza,
                "wal_max",
                archive.range()
                        .filter(_ -> verboseWal)
                        .map(range -> range.max().name())
                        .orElse(""),
                "wal_min",
                archive.range()
                        .filter(_ -> verboseWal)
                        .map(range -> range.min().name())
                        .orElse(""));
    }
}
