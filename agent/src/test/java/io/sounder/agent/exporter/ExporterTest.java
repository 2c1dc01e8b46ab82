package io.sounder.agent.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.testing.GoldenRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the exporter serves about repositories of the original. */
class ExporterTest {
    /** An hour after the last backup of the repository with the full and the incr. */
    private static final Instant NOW = Instant.ofEpochSecond(1795207023 + 3600);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @Test
    void tellsWhatIsKnownOfEachBackup() throws IOException {
        assertThat(served("v245-lz4"))
                .contains(
                        "pgbackrest_exporter_status{stanza=\"all-stanzas\"} 1.0",
                        "pgbackrest_stanza_status{stanza=\"demo\"} 0.0",
                        "pgbackrest_stanza_lock_status{stanza=\"demo\"} 0.0",
                        "pgbackrest_stanza_backup_lock_status{stanza=\"demo\"} 0.0",
                        "pgbackrest_stanza_restore_total_bytes{stanza=\"demo\"} 0.0",
                        "pgbackrest_repo_status{cipher=\"none\",repo_key=\"1\",stanza=\"demo\"} 0.0",
                        "pgbackrest_wal_archive_status{database_id=\"1\",pg_version=\"15\",repo_key=\"1\",stanza=\"demo\","
                                + "wal_max=\"\",wal_min=\"\"} 1.0",
                        "pgbackrest_backup_info{backrest_ver=\"2.45\",backup_name=\"20261120-203657F_20261120-203701I\","
                                + "backup_type=\"incr\",block_incr=\"n\",database_id=\"1\",lsn_start=\"0/D00028\","
                                + "lsn_stop=\"0/D00100\",pg_version=\"15\",prior=\"20261120-203657F\",repo_key=\"1\","
                                + "stanza=\"demo\",wal_start=\"00000001000000000000000D\","
                                + "wal_stop=\"00000001000000000000000D\"} 1.0",
                        "pgbackrest_backup_duration_seconds{backup_name=\"20261120-203657F\",backup_type=\"full\","
                                + "block_incr=\"n\",database_id=\"1\",repo_key=\"1\",stanza=\"demo\","
                                + "start_time=\"2026-11-20 20:36:57\",stop_time=\"2026-11-20 20:36:59\"} 2.0",
                        of("size_bytes", "20261120-203657F_20261120-203701I", "incr", "n") + " 9171768.0",
                        of("delta_bytes", "20261120-203657F_20261120-203701I", "incr", "n") + " 1007880.0",
                        of("repo_size_bytes", "20261120-203657F_20261120-203701I", "incr", "n") + " 1958211.0",
                        of("repo_delta_bytes", "20261120-203657F_20261120-203701I", "incr", "n") + " 416446.0",
                        of("error_status", "20261120-203657F", "full", "n") + " 0.0",
                        of("annotations", "20261120-203657F", "full", "n") + " 0.0",
                        "pgbackrest_version_info 2059001.0")
                .noneMatch(line -> line.startsWith("pgbackrest_backup_databases"))
                .noneMatch(line -> line.startsWith("pgbackrest_backup_references"));
    }

    @Test
    void aLaterFullStandsInForADiff() throws IOException {
        assertThat(served("v245-lz4"))
                .contains(
                        last("since_last_completion_seconds", "full") + " 3604.0",
                        last("since_last_completion_seconds", "diff") + " 3604.0",
                        last("since_last_completion_seconds", "incr") + " 3600.0",
                        last("last_size_bytes", "diff") + " 9147192.0",
                        last("last_size_bytes", "incr") + " 9171768.0",
                        last("last_duration_seconds", "full") + " 2.0");
    }

    @Test
    void tellsTheSizesOfBlockMaps() throws IOException {
        assertThat(served("lz4-bundle-block"))
                .contains(
                        of("repo_size_bytes", "20261120-203825F_20261120-203827D", "diff", "y") + " 0.0",
                        of("repo_size_map_bytes", "20261120-203825F_20261120-203827D", "diff", "y") + " 12580.0",
                        of("repo_delta_map_bytes", "20261120-203825F_20261120-203827D", "diff", "y") + " 6069.0");
    }

    @Test
    void countsDatabasesAndReferencesWhenAsked() throws IOException {
        List<String> served = served(
                "bz2-tablespace", "--backrest.database-count", "--backrest.reference-count", "--backrest.verbose-wal");
        assertThat(served)
                .contains(of("databases", "20261120-203642F_20261120-203647D", "diff", "n") + " 2.0")
                .anyMatch(line -> line.startsWith("pgbackrest_backup_references{")
                        && line.contains("203647D")
                        && line.contains("ref_backup=\"full\"")
                        && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("pgbackrest_wal_archive_status{") && line.contains("wal_max=\"0000"));
        assertThat(served("bz2-tablespace", "--backrest.backup-type=full")).noneMatch(line -> line.contains("203647D"));
    }

    @Test
    void looksAtTheStanzasThatAreAskedFor() throws IOException {
        assertThat(served("gz", "--backrest.stanza-include=demo", "--backrest.stanza-include=other"))
                .contains(
                        "pgbackrest_exporter_status{stanza=\"demo\"} 1.0",
                        "pgbackrest_stanza_status{stanza=\"other\"} 1.0");
        assertThat(served("gz", "--backrest.stanza-exclude=demo"))
                .contains("pgbackrest_exporter_status{stanza=\"all-stanzas-except-excluded\"} 1.0")
                .noneMatch(line -> line.startsWith("pgbackrest_stanza_status"));
    }

    @Test
    void tellsHowLongWalWaitsToBeArchived() throws IOException {
        Path status = Files.createDirectories(folder.resolve("data/pg_wal/archive_status"));
        for (int age : new int[] {30, 700, 5}) {
            Path ready = Files.createFile(status.resolve("0000000100000000000000%02X.ready".formatted(age % 256)));
            Files.setLastModifiedTime(ready, FileTime.from(NOW.minusSeconds(age)));
        }
        Files.createFile(status.resolve("000000010000000000000003.done"));
        assertThat(served("gz"))
                .contains(
                        "pgbackrest_wal_waiting_segments{stanza=\"demo\"} 3.0",
                        "pgbackrest_wal_waiting_seconds{stanza=\"demo\"} 700.0");
    }

    @Test
    void saysThatTheConfigurationIsWrong() throws IOException {
        Path config = Files.writeString(folder.resolve("wrong.conf"), "[global]\nrepo1-path=relative\n");
        assertThat(lines(new Metrics(
                        settings(config).extra(),
                        new BuildInfo(0, "", ""),
                        () -> collector(config).collect(),
                        Clock.systemUTC(),
                        ZoneOffset.UTC)))
                .contains("pgbackrest_exporter_status{stanza=\"all-stanzas\"} 0.0");
        assertThat(lines.toString(StandardCharsets.UTF_8))
                .contains("level=ERROR msg=\"[032]: unable to look at the repositories: ")
                .contains("repo1-path");
    }

    @Test
    void answersInTheFormatThatIsAskedFor() throws Exception {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(metrics("gz"));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (MetricsServer server = MetricsServer.listen(any, "/metrics", registry);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(get(client, server, "/metrics", "text/plain").body())
                    .contains("# TYPE pgbackrest_stanza_status gauge")
                    .doesNotContain("# EOF");
            assertThat(get(client, server, "/metrics", "application/openmetrics-text")
                            .body())
                    .contains("# EOF");
            assertThat(get(client, server, "/", "*/*").body()).contains("href=\"/metrics\"");
            assertThat(get(client, server, "/metrics/more", "*/*").statusCode()).isEqualTo(404);
            assertThat(get(client, server, "/else", "*/*").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void refusesWrongFlagsInOneSentence() {
        assertThat(failure("--collect.interval=often"))
                .contains("--collect.interval")
                .contains("often");
        assertThat(failure("--collect.interval=0")).contains("at least 1 second");
        assertThat(failure("--web.listen-address=host")).contains("HOST:PORT").contains("'host'");
        assertThat(failure("--web.telemetry-path=metrics")).contains("begin with '/'");
        assertThat(failure("--web.config.file=web.yml")).contains("not supported");
        assertThat(failure("--backrest.backup-type=half")).contains("full, diff or incr, not 'half'");
        assertThat(failure("--log.level=loud")).contains("not 'loud'");
        assertThat(failure("--unknown")).contains("--unknown");
    }

    @Test
    void saysWhatAddressIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure("--web.listen-address=127.0.0.1:" + taken.getLocalPort()))
                    .contains("unable to listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("--web.listen-address");
        }
    }

    /** What a run that cannot begin says; its exit code is 1. */
    private static String failure(String flag) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = new Exporter(Map.of(), 2059001, "1", "x", stream, stream, Clock.systemUTC()).run(List.of(flag));
        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(1);
        assertThat(text.strip().lines()).hasSize(1);
        return text;
    }

    private static HttpResponse<String> get(HttpClient client, MetricsServer server, String path, String accept)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept", accept)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String of(String metric, String backup, String type, String blocks) {
        return "pgbackrest_backup_" + metric + "{backup_name=\"" + backup + "\",backup_type=\"" + type
                + "\",block_incr=\"" + blocks + "\",database_id=\"1\",repo_key=\"1\",stanza=\"demo\"}";
    }

    private static String last(String metric, String type) {
        return "pgbackrest_backup_" + metric + "{backup_type=\"" + type + "\",block_incr=\"n\",stanza=\"demo\"}";
    }

    private List<String> served(String golden, String... flags) throws IOException {
        return lines(metrics(golden, flags));
    }

    private static List<String> lines(Metrics metrics) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter.create()
                .write(text, metrics.collect());
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Metrics metrics(String golden, String... flags) throws IOException {
        Path into = Files.createDirectories(folder.resolve(golden));
        Path repository = into.resolve("unpacked");
        if (!Files.exists(repository)) {
            repository = new GoldenRepository(golden).unpack(into);
        }
        Path config = Files.writeString(
                folder.resolve(golden + ".conf"),
                "[global]\nrepo1-path=" + repository + "\nlock-path=" + folder.resolve("lock") + "\n[demo]\npg1-path="
                        + folder.resolve("data") + "\n");
        ExporterSettings settings = settings(config, flags);
        Collected collected = collector(config, flags).collect();
        return new Metrics(
                settings.extra(),
                new BuildInfo(2059001, "1", "x"),
                () -> collected,
                Clock.fixed(NOW, ZoneOffset.UTC),
                ZoneOffset.UTC);
    }

    private Collector collector(Path config, String... flags) {
        PrintStream out = new PrintStream(lines, true, StandardCharsets.UTF_8);
        ExporterLog log = new ExporterLog(out, Clock.systemUTC(), ExporterLog.Level.INFO, false);
        return new Collector(settings(config, flags), new ConfigLoader(Map.of(), Path.of("/")), log);
    }

    private static ExporterSettings settings(Path config, String... flags) {
        Flags parsed = new Flags();
        new CommandLine(parsed)
                .parseArgs(Stream.concat(Stream.of("--backrest.config=" + config), Stream.of(flags))
                        .toArray(String[]::new));
        return parsed.settings();
    }
}
