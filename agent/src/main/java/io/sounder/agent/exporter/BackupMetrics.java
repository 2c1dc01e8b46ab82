package io.sounder.agent.exporter;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.exporter.Collected.BackupKey;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.PgId;
import io.sounder.agent.info.ListedBackup;
import io.sounder.agent.info.StanzaReport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What there is to say of each backup, and of the last one of each type. */
final class BackupMetrics {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ExporterSettings.Extra extra;
    private final Map<BackupKey, Integer> databases;
    private final ZoneId zone;
    private final Families families;

    BackupMetrics(ExporterSettings.Extra extra, Map<BackupKey, Integer> databases, ZoneId zone, Families families) {
        this.extra = extra;
        this.databases = databases;
        this.zone = zone;
        this.families = families;
    }

    void add(StanzaReport stanza, ListedBackup listed) {
        BackupEntry backup = listed.backup();
        String[] labels = {
            "backup_name", backup.label().value(),
            "backup_type", backup.type().label(),
            "block_incr", blocks(backup),
            "database_id", String.valueOf(backup.dbId()),
            "repo_key", String.valueOf(listed.repository().key()),
            "stanza", stanza.name()
        };
        info(listed, labels);
        families.put(
                "pgbackrest_backup_duration_seconds",
                "How long the backup took.",
                seconds(backup),
                with(labels, "start_time", time(backup.timestampStart()), "stop_time", time(backup.timestampStop())));
        common("pgbackrest_backup_", backup, labels);
        Integer count = databases.get(BackupKey.of(stanza, listed));
        if (extra.databases() && count != null) {
            families.put("pgbackrest_backup_databases", "Databases in the backup.", count, labels);
        }
    }

    /** The last backup of a type, or what stands in for it. */
    void addLast(StanzaReport stanza, BackupType type, ListedBackup listed, Instant now) {
        BackupEntry backup = listed.backup();
        String[] labels = {"backup_type", type.label(), "block_incr", blocks(backup), "stanza", stanza.name()};
        families.put(
                "pgbackrest_backup_since_last_completion_seconds",
                "How long ago the last backup of this type or a better one ended.",
                now.getEpochSecond() - backup.timestampStop(),
                labels);
        families.put(
                "pgbackrest_backup_last_duration_seconds", "How long the last backup took.", seconds(backup), labels);
        common("pgbackrest_backup_last_", backup, labels);
        Integer count = databases.get(BackupKey.of(stanza, listed));
        if (count != null) {
            families.put("pgbackrest_backup_last_databases", "Databases in the last backup.", count, labels);
        }
    }

    private void info(ListedBackup listed, String[] labels) {
        BackupEntry backup = listed.backup();
        PgId pg = listed.repository().history().get(backup.dbId());
        families.put(
                "pgbackrest_backup_info",
                "That there is this backup.",
                1,
                with(
                        labels,
                        "backrest_ver",
                        backup.backrestVersion(),
                        "lsn_start",
                        backup.lsnStart().map(Lsn::toString).orElse("-"),
                        "lsn_stop",
                        backup.lsnStop().map(Lsn::toString).orElse("-"),
                        "pg_version",
                        pg == null ? "" : pg.version(),
                        "prior",
                        backup.prior().map(BackupLabel::value).orElse(""),
                        "wal_start",
                        backup.archiveStart().orElse(""),
                        "wal_stop",
                        backup.archiveStop().orElse("")));
    }

    private void common(String prefix, BackupEntry backup, String[] labels) {
        BackupEntry.Sizes sizes = backup.sizes();
        boolean maps = sizes.mapSize().isPresent();
        families.put(
                prefix + "annotations",
                "Annotations of the backup.",
                backup.annotations().size(),
                labels);
        families.put(
                prefix + "error_status",
                "Whether the backup has pages with wrong checksums.",
                backup.error().orElse(false),
                labels);
        families.put(prefix + "size_bytes", "Size of the database cluster.", sizes.size(), labels);
        families.put(prefix + "delta_bytes", "Size of what had to be copied of it.", sizes.delta(), labels);
        families.put(
                prefix + "repo_size_bytes",
                "Stored size of all files that a restore reads; 0 with block incremental.",
                maps ? 0 : sizes.repoSize(),
                labels);
        families.put(prefix + "repo_delta_bytes", "Stored size of the files of the backup.", sizes.repoDelta(), labels);
        families.put(
                prefix + "repo_size_map_bytes",
                "Size of all block maps.",
                sizes.mapSize().orElse(0),
                labels);
        families.put(
                prefix + "repo_delta_map_bytes",
                "Size of its own block maps.",
                sizes.mapDelta().orElse(0),
                labels);
        if (extra.references()) {
            references(prefix, backup, labels);
        }
    }

    private void references(String prefix, BackupEntry backup, String[] labels) {
        for (BackupType type : BackupType.values()) {
            long count = backup.references().stream()
                    .filter(reference -> reference.type() == type)
                    .count();
            families.put(
                    prefix + "references",
                    "Other backups that the backup needs, by their type.",
                    count,
                    with(labels, "ref_backup", type.label()));
        }
    }

    private static long seconds(BackupEntry backup) {
        return backup.timestampStop() - backup.timestampStart();
    }

    private static String blocks(BackupEntry backup) {
        return backup.sizes().mapSize().isPresent() ? "y" : "n";
    }

    private String time(long epochSeconds) {
        return TIME.format(Instant.ofEpochSecond(epochSeconds).atZone(zone));
    }

    private static String[] with(String[] labels, String... more) {
        return Stream.of(labels, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
