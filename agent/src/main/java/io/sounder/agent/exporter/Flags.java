package io.sounder.agent.exporter;

import io.sounder.agent.base.BackupType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the exporter: the flags of the well-known exporter that sites have in their service files. */
@Command(
        name = "pgbackrest_exporter",
        description = "Serves metrics of the backups in pgBackRest repositories to Prometheus.",
        sortOptions = false,
        mixinStandardHelpOptions = false)
final class Flags {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    @Option(
            names = {"--web.telemetry-path", "--web.endpoint"},
            paramLabel = "PATH",
            defaultValue = "/metrics",
            description = "Where the metrics are (default ${DEFAULT-VALUE}).")
    private String path = "";

    @Option(
            names = "--web.listen-address",
            paramLabel = "[HOST]:PORT",
            defaultValue = ":9854",
            description = "Where to listen (default ${DEFAULT-VALUE}); may be repeated.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--web.config.file",
            paramLabel = "FILE",
            description = "Refused: put a proxy in front for TLS or passwords.")
    private @Nullable String webConfig;

    @Option(
            names = "--collect.interval",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Time between two looks at the repositories (default ${DEFAULT-VALUE}).")
    private int interval;

    @Option(names = "--backrest.config", paramLabel = "FILE", description = "Configuration file of the agent.")
    private @Nullable String config;

    @Option(
            names = "--backrest.config-include-path",
            paramLabel = "FOLDER",
            description = "Folder of further configuration files.")
    private @Nullable String includePath;

    @Option(
            names = "--backrest.stanza-include",
            paramLabel = "STANZA",
            description = "Only this stanza; may be repeated.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--backrest.stanza-exclude",
            paramLabel = "STANZA",
            description = "Not this stanza; may be repeated and wins over --backrest.stanza-include.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--backrest.backup-type", paramLabel = "TYPE", description = "Only backups: full, diff or incr.")
    private @Nullable String type;

    @Option(
            names = "--backrest.database-count",
            negatable = true,
            description = "Count the databases in each backup; reads every manifest.")
    private boolean databases;

    @Option(
            names = "--backrest.database-count-latest",
            negatable = true,
            description = "Count the databases in the latest backups.")
    private boolean latestDatabases;

    @Option(
            names = "--backrest.database-parallel-processes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Accepted for older service files: manifests are read one after the other.")
    private int processes;

    @Option(
            names = "--backrest.reference-count",
            negatable = true,
            description = "Count the backups that each backup refers to.")
    private boolean references;

    @Option(names = "--backrest.verbose-wal", negatable = true, description = "Name the WAL segments in labels.")
    private boolean verboseWal;

    @Option(
            names = "--collector.pgbackrest",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Look at the repositories (default); without, only versions are shown.")
    private boolean collector;

    @Option(
            names = "--log.level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "debug, info, warn or error (default ${DEFAULT-VALUE}).")
    private String logLevel = "";

    @Option(
            names = "--log.format",
            paramLabel = "FORMAT",
            defaultValue = "logfmt",
            description = "logfmt or json (default ${DEFAULT-VALUE}).")
    private String logFormat = "";

    boolean asksForHelp() {
        return help;
    }

    boolean asksForVersion() {
        return version;
    }

    /** What the flags say. Throws {@link WrongFlag} for what no flag may be. */
    ExporterSettings settings() {
        if (webConfig != null && !webConfig.isEmpty()) {
            throw new WrongFlag("--web.config.file is not supported: put a proxy in front for TLS or passwords");
        }
        if (processes < 1) {
            throw new WrongFlag("--backrest.database-parallel-processes must be at least 1, not " + processes);
        }
        if (interval <= 0) {
            throw new WrongFlag("--collect.interval must be at least 1 second, not " + interval);
        }
        if (!path.startsWith("/") || path.equals("/")) {
            throw new WrongFlag("--web.telemetry-path must begin with '/' and have a name, not '" + path + "'");
        }
        return new ExporterSettings(
                path,
                addresses.stream().map(ListenAddress::parse).toList(),
                interval,
                given(config),
                given(includePath),
                new ExporterSettings.Stanzas(named(include), named(exclude)),
                given(type).map(Flags::backupType),
                new ExporterSettings.Extra(databases, latestDatabases, references, verboseWal),
                collector);
    }

    ExporterLog.Level logLevel() {
        return ExporterLog.Level.of(logLevel)
                .orElseThrow(() -> new WrongFlag("--log.level is debug, info, warn or error, not '" + logLevel + "'"));
    }

    boolean jsonLog() {
        return switch (logFormat) {
            case "logfmt" -> false;
            case "json" -> true;
            default -> throw new WrongFlag("--log.format is logfmt or json, not '" + logFormat + "'");
        };
    }

    /** Service files set flags to nothing for "not given". */
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static List<String> named(List<String> values) {
        return values.stream().filter(text -> !text.isEmpty()).toList();
    }

    private static BackupType backupType(String name) {
        for (BackupType type : BackupType.values()) {
            if (type.label().equals(name)) {
                return type;
            }
        }
        throw new WrongFlag("--backrest.backup-type is full, diff or incr, not '" + name + "'");
    }

    /** A flag with a value that it cannot have. */
    static final class WrongFlag extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongFlag(String message) {
            super(message);
        }
    }
}
