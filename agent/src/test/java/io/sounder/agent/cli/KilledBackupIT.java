package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.Kills;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup that is killed at any change of a file harms nothing; the next one resumes it or clears it away. */
class KilledBackupIT {
    private static final int KILLS = Integer.getInteger("sounder.kills", 5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "full, --compress-type=lz4",
        "incr, --compress-type=gz",
        "full, --compress-type=zst --repo1-bundle --repo1-bundle-limit=64KiB --repo1-cipher-type=aes-256-cbc"
                + " --repo1-cipher-pass=secret",
        "incr, --compress-type=lz4 --repo1-bundle --repo1-bundle-limit=64KiB --repo1-block"
                + " --repo1-cipher-type=aes-256-cbc --repo1-cipher-pass=secret"
    })
    void theNextBackupIsWholeAndNothingIsLeft(String type, String options) {
        String[] all = (options + " --repo1-retention-full=2 --manifest-save-threshold=1").split(" ", -1);
        StoppedCluster cluster = StoppedCluster.create(folder, all);
        cluster.run("stanza-create", "--no-online").orFail();
        if (type.equals("incr")) {
            cluster.run("backup", "--no-online").orFail();
            cluster.fill(1, 77);
            cluster.fill(3, 77);
        }
        String[] backup = {"backup", "--no-online", "--type=" + type};
        String[] detailed = {"backup", "--no-online", "--type=" + type, "--log-level-console=detail"};

        int kills = new Kills(cluster, folder, KILLS).of(List.of(backup), (killed, _) -> {
            killed.requireValid();
            boolean resumable = isResumable(killed);
            String next = killed.run(detailed).orFail().output();
            if (type.equals("incr")) {
                assertThat(next).doesNotContain("checksum resumed file");
            } else {
                assertThat(next.contains("checksum resumed file")).isEqualTo(resumable);
            }
            killed.requireValid();
            assertThat(leftOvers(killed)).isEmpty();
            assertThat(killed.restored()).isEqualTo(StoppedCluster.content(killed.data()));
        });

        assertThat(kills).isEqualTo(KILLS);
        cluster.assumeJudge();
    }

    /** Whether a backup was killed after it had recorded a file that the next one can take over. */
    private static boolean isResumable(StoppedCluster cluster) throws IOException {
        Path backups = cluster.repository().resolve("backup/demo");
        try (Stream<Path> all = Files.list(backups)) {
            for (Path backup : (Iterable<Path>) all.filter(path -> isUnfinished(path, backups))::iterator) {
                Path manifest = backup.resolve("backup.manifest.copy");
                if (Files.exists(manifest)) {
                    return records(cluster, cluster.repository().relativize(manifest));
                }
            }
        }
        return false;
    }

    /** Whether a manifest tells the checksum of a file outside bundles, which are not resumed. */
    private static boolean records(StoppedCluster cluster, Path manifest) {
        return cluster.run("repo-get", manifest.toString())
                .orFail()
                .output()
                .lines()
                .anyMatch(line ->
                        line.startsWith("pg_data/") && line.contains("\"checksum\"") && !line.contains("\"bni\""));
    }

    /** Temporary files, and folders of backups without a manifest. */
    private static List<Path> leftOvers(StoppedCluster cluster) throws IOException {
        Path backups = cluster.repository().resolve("backup/demo");
        try (Stream<Path> all = Files.walk(backups)) {
            return all.filter(path -> path.toString().endsWith(".pgbackrest.tmp") || isUnfinished(path, backups))
                    .toList();
        }
    }

    private static boolean isUnfinished(Path path, Path backups) {
        return path.getFileName().toString().startsWith("20")
                && path.getParent().equals(backups)
                && !Files.exists(path.resolve("backup.manifest"));
    }
}
