package io.sounder.agent.exporter;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.exporter.Collected.BackupKey;
import io.sounder.agent.info.BackupDetail;
import io.sounder.agent.info.ConfiguredInfo;
import io.sounder.agent.info.InfoReport;
import io.sounder.agent.info.InfoRequest;
import io.sounder.agent.info.ListedBackup;
import io.sounder.agent.info.RepositoryReport;
import io.sounder.agent.info.StanzaReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the repositories as the command info does. What goes wrong is logged and told by the status. */
final class Collector {
    private final ExporterSettings settings;
    private final ConfigLoader loader;
    private final Log log;

    Collector(ExporterSettings settings, ConfigLoader loader, Log log) {
        this.settings = settings;
        this.loader = loader;
        this.log = log;
    }

    /** One look. The configuration is read each time, so that it may change. */
    Collected collect() {
        List<StanzaReport> stanzas = new ArrayList<>();
        Map<String, Boolean> success = new TreeMap<>();
        ExporterSettings.Stanzas wanted = settings.stanzas();
        if (wanted.include().isEmpty()) {
            success.put(wanted.all(), add(Optional.empty(), stanzas));
        }
        for (String stanza : wanted.include()) {
            if (!wanted.exclude().contains(stanza)) {
                success.put(stanza, add(Optional.of(stanza), stanzas));
            }
        }
        return new Collected(List.copyOf(stanzas), success, databases(stanzas), waiting(stanzas));
    }

    private boolean add(Optional<String> stanza, List<StanzaReport> stanzas) {
        try {
            for (StanzaReport report : info(stanza, Optional.empty()).stanzas()) {
                if (!settings.stanzas().exclude().contains(report.name())) {
                    stanzas.add(report);
                }
            }
            return true;
        } catch (AgentException e) {
            log.error(e.code(), "unable to look at " + stanza.orElse("the repositories") + ": " + e.text());
            return false;
        }
    }

    private InfoReport info(Optional<String> stanza, Optional<String> set) {
        return ConfiguredInfo.of(config("info", stanza), new InfoRequest(stanza, set, settings.type()), log)
                .run();
    }

    private Config config(String command, Optional<String> stanza) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings.config().ifPresent(file -> arguments.add("--config=" + file));
        settings.includePath().ifPresent(folder -> arguments.add("--config-include-path=" + folder));
        stanza.ifPresent(name -> arguments.add("--stanza=" + name));
        return loader.load(arguments);
    }

    private Map<String, WaitingWal> waiting(List<StanzaReport> stanzas) {
        Map<String, WaitingWal> waiting = new TreeMap<>();
        for (StanzaReport stanza : stanzas) {
            try {
                WaitingWal.of(config("archive-push", Optional.of(stanza.name())))
                        .ifPresent(wal -> waiting.put(stanza.name(), wal));
            } catch (AgentException e) {
                // A stanza of another host: the configuration here knows nothing of its cluster.
                log.debug("no cluster of " + stanza.name() + " here: " + e.text());
            } catch (IOException e) {
                log.error("unable to look for WAL of " + stanza.name() + " that waits: " + e);
            }
        }
        return waiting;
    }

    private Map<BackupKey, Integer> databases(List<StanzaReport> stanzas) {
        Map<BackupKey, Integer> counts = new HashMap<>();
        for (StanzaReport stanza : stanzas) {
            List<ListedBackup> backups = settings.extra().databases()
                    ? ListedBackup.of(stanza)
                    : settings.extra().latestDatabases()
                            ? LastBackups.of(stanza).backups()
                            : List.of();
            backups.stream()
                    .map(backup -> backup.backup().label().value())
                    .distinct()
                    .forEach(label -> count(stanza.name(), label, counts));
        }
        return counts;
    }

    private void count(String stanza, String label, Map<BackupKey, Integer> counts) {
        try {
            for (StanzaReport report :
                    info(Optional.of(stanza), Optional.of(label)).stanzas()) {
                for (RepositoryReport repository : report.repositories()) {
                    for (BackupDetail detail : repository.details().values()) {
                        counts.put(
                                new BackupKey(stanza, repository.key(), label),
                                detail.databases().size());
                    }
                }
            }
        } catch (AgentException e) {
            log.error(e.code(), "unable to look at backup " + label + " of " + stanza + ": " + e.text());
        }
    }
}
