package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass phrase or key is nowhere to be seen: neither in the list of processes, nor in logs, errors, help and results. */
class PassPhraseIT {
    private static final String SECRET = "hush-hush-4711";
    private static final String WRONG = "blab-blab-4711";
    private static final String PASS = "PGBACKREST_REPO1_CIPHER_PASS";
    private static final long LOOK_NANOS = 20_000_000;

    @TempDir
    Path folder;

    private final StringBuilder seen = new StringBuilder();

    @Test
    void isNeverShown() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--compress-type=gz",
                "--repo1-cipher-type=aes-256-cbc",
                "--log-subprocess",
                "--archive-timeout=30");
        cluster.wal(1);
        cluster.wal(2);
        String wal = cluster.data().resolve("pg_wal/").toString() + "/";

        run(cluster, SECRET, 0, "stanza-create", "--no-online");
        run(cluster, SECRET, 0, "backup", "--no-online");
        run(cluster, SECRET, 0, "archive-push", wal + StoppedCluster.segment(1));
        run(cluster, SECRET, 0, "--archive-async", "archive-push", wal + StoppedCluster.segment(2));
        cluster.awaitBackground();
        run(cluster, SECRET, 0, "verify");
        run(cluster, SECRET, 0, "info", "--output=json");
        run(cluster, SECRET, 0, "help", "backup", "repo-cipher-pass");
        run(cluster, WRONG, 95, "verify");
        run(cluster, WRONG, 95, "backup", "--no-online");
        run(cluster, SECRET, 31, "backup", "--repo1-cipher-pass=" + WRONG.toUpperCase(Locale.ROOT));

        readLogs();
        assertThat(seen.toString()).doesNotContain(SECRET, WRONG).contains("<redacted>");
    }

    @Test
    void keysOfABucketAreNeverShown() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--repo1-type=s3",
                "--repo1-s3-bucket=bucket",
                "--repo1-s3-region=us-east-1",
                "--repo1-s3-endpoint=localhost",
                "--repo1-storage-port=1",
                "--repo1-s3-uri-style=path",
                "--io-timeout=1");
        Map<String, String> keys = Map.of(
                "PGBACKREST_REPO1_S3_KEY", SECRET,
                "PGBACKREST_REPO1_S3_KEY_SECRET", SECRET.toUpperCase(Locale.ROOT),
                "PGBACKREST_REPO1_S3_TOKEN", WRONG);
        for (String command : List.of("stanza-create", "verify")) {
            String[] line = command.equals("verify") ? new String[] {command} : new String[] {command, "--no-online"};
            assertThat(run(cluster, keys, line)).isNotZero();
        }
        readLogs();
        assertThat(seen.toString())
                .doesNotContain(SECRET, SECRET.toUpperCase(Locale.ROOT), WRONG)
                .contains("<redacted>", "localhost");
    }

    private Path logs() throws IOException {
        return Files.createDirectories(folder.resolve("log"));
    }

    private void readLogs() throws IOException {
        try (var logs = Files.list(logs())) {
            for (Path log : (Iterable<Path>) logs::iterator) {
                seen.append(Files.readString(log));
            }
        }
    }

    private void run(StoppedCluster cluster, String passPhrase, int code, String... arguments) throws IOException {
        int end = run(cluster, Map.of(PASS, passPhrase), arguments);
        assertThat(end).as(seen.toString()).isEqualTo(code);
    }

    private int run(StoppedCluster cluster, Map<String, String> environment, String... arguments) throws IOException {
        Path output = folder.resolve("output");
        List<String> line = new ArrayList<>(cluster.program().line(arguments));
        if (!line.contains("help")) {
            line.addAll(List.of("--log-level-console=trace", "--log-level-file=trace", "--log-path=" + logs()));
        }
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Set<String> lines = new HashSet<>();
        while (process.isAlive()) {
            ProcessHandle.allProcesses()
                    .forEach(each -> each.info().commandLine().ifPresent(lines::add));
            LockSupport.parkNanos(LOOK_NANOS);
        }
        lines.forEach(each -> seen.append(each).append('\n'));
        seen.append(Files.readString(output));
        return process.exitValue();
    }
}
