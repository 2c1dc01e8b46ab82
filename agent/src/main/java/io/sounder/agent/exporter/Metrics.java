package io.sounder.agent.exporter;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sounder.agent.info.ListedBackup;
import io.sounder.agent.info.StanzaReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics of what was last found; ages are of the moment in which they are asked for. Safe for use by several threads. */
final class Metrics implements MultiCollector {
    private final ExporterSettings.Extra extra;
    private final BuildInfo build;
    private final Supplier<Collected> collected;
    private final Clock clock;
    private final ZoneId zone;

    Metrics(ExporterSettings.Extra extra, BuildInfo build, Supplier<Collected> collected, Clock clock, ZoneId zone) {
        this.extra = extra;
        this.build = build;
        this.collected = collected;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public MetricSnapshots collect() {
        Collected found = collected.get();
        Families families = new Families();
        build.add(families);
        for (Map.Entry<String, Boolean> asked : found.success().entrySet()) {
            families.put(
                    "pgbackrest_exporter_status",
                    "Whether the last look at the repositories succeeded.",
                    asked.getValue(),
                    "stanza",
                    asked.getKey());
        }
        StanzaMetrics stanzas = new StanzaMetrics(extra.verboseWal(), families);
        BackupMetrics backups = new BackupMetrics(extra, found.databases(), zone, families);
        for (StanzaReport stanza : found.stanzas()) {
            stanzas.add(stanza);
            for (ListedBackup backup : ListedBackup.of(stanza)) {
                backups.add(stanza, backup);
            }
            LastBackups.of(stanza)
                    .byType()
                    .forEach((type, backup) -> backups.addLast(stanza, type, backup, clock.instant()));
        }
        found.waiting().forEach((stanza, wal) -> waiting(stanza, wal, families));
        return families.snapshots();
    }

    private void waiting(String stanza, WaitingWal wal, Families families) {
        families.put(
                "pgbackrest_wal_waiting_segments",
                "WAL files that the server here waits to have archived.",
                wal.segments(),
                "stanza",
                stanza);
        families.put(
                "pgbackrest_wal_waiting_seconds",
                "How long the oldest of these has waited; 0 without any.",
                wal.oldest()
                        .map(since -> Duration.between(since, clock.instant()).toSeconds())
                        .orElse(0L),
                "stanza",
                stanza);
    }
}
