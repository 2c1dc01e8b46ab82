package io.sounder.agent.backup;

import io.sounder.agent.postgres.PgVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files and folders of a cluster a backup leaves out, by manifest name. Immutable. */
final class Exclusions {
    private static final String DATA = "pg_data/";
    private static final Set<String> EMPTIED = Set.of(
            "pg_data/pg_dynshmem",
            "pg_data/pg_notify",
            "pg_data/pg_replslot",
            "pg_data/pg_serial",
            "pg_data/pg_snapshots",
            "pg_data/pg_stat_tmp",
            "pg_data/pg_subtrans");
    private static final Set<String> ALWAYS = Set.of(
            "pg_data/postgresql.auto.conf.tmp",
            "pg_data/backup_label",
            "pg_data/backup_label.old",
            "pg_data/postmaster.opts",
            "pg_data/postmaster.pid");
    private final boolean online;
    private final PgVersion version;
    private final Map<String, String> chosen = new HashMap<>();

    /** @param options paths below the data folder; with a slash at the end only the content is left out */
    Exclusions(boolean online, PgVersion version, List<String> options) {
        this.online = online;
        this.version = version;
        for (String option : options) {
            chosen.put(option.startsWith("pg_tblspc/") ? option : DATA + option, option);
        }
    }

    /** The option that names this file or folder. */
    Optional<String> chosen(String name) {
        return Optional.ofNullable(chosen.get(name));
    }

    /** The option that names the content of this folder. */
    Optional<String> chosenContent(String folder) {
        return Optional.ofNullable(chosen.get(folder + "/"));
    }

    /** Whether nothing of the folder's content belongs into the backup. */
    boolean emptied(String folder) {
        return EMPTIED.contains(folder) || (online && folder.equals(wal() + "/archive_status"));
    }

    /** Whether an entry of any kind is left out. */
    boolean entry(String baseName) {
        return baseName.startsWith("pgsql_tmp");
    }

    /** Whether the plain file is left out. */
    boolean file(String name) {
        if (!name.startsWith(DATA)) {
            return false;
        }
        if (online && name.startsWith(wal() + "/") && name.indexOf('/', wal().length() + 1) < 0) {
            return true;
        }
        return ALWAYS.contains(name) || recovery(name.substring(DATA.length())) || serverManifest(name);
    }

    private String wal() {
        return version.atLeast(PgVersion.V10) ? "pg_data/pg_wal" : "pg_data/pg_xlog";
    }

    private boolean recovery(String file) {
        return version.atLeast(PgVersion.V12)
                ? file.equals("recovery.signal") || file.equals("standby.signal")
                : file.equals("recovery.conf") || file.equals("recovery.done");
    }

    private boolean serverManifest(String name) {
        return version.atLeast(PgVersion.V13)
                && (name.equals("pg_data/backup_manifest") || name.equals("pg_data/backup_manifest.tmp"));
    }
}
