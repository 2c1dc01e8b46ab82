package io.sounder.agent.exporter;

import io.sounder.agent.base.BackupType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How the exporter works.
 *
 * @param path of the metrics
 * @param interval seconds between two looks at the repositories
 * @param config file of the agent, else its default
 * @param includePath folder of further configuration files, else the default
 * @param type only backups of this type
 * @param collects whether repositories are looked at
 */
record ExporterSettings(
        String path,
        List<InetSocketAddress> addresses,
        int interval,
        Optional<String> config,
        Optional<String> includePath,
        Stanzas stanzas,
        Optional<BackupType> type,
        Extra extra,
        boolean collects) {

    /** Names of stanzas; all are included where none is named. */
    record Stanzas(List<String> include, List<String> exclude) {
        /** What {@code pgbackrest_exporter_status} has as its stanza when all are looked at in one go. */
        String all() {
            return exclude.isEmpty() ? "all-stanzas" : "all-stanzas-except-excluded";
        }
    }

    /** What costs time or series and is left out unless asked for. */
    record Extra(boolean databases, boolean latestDatabases, boolean references, boolean verboseWal) {}
}
