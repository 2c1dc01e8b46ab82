package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.Kills;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive-push that is killed at any change of a file: what it acknowledged is stored, the rest the next one stores. */
class KilledArchiveIT {
    private static final int KILLS = Integer.getInteger("sounder.kills", 20);
    private static final int KILLS_IN_BACKGROUND = Integer.getInteger("sounder.kills", 10);
    private static final List<String> REPOSITORIES = List.of("repo", "repo2");

    @TempDir
    Path folder;

    private StoppedCluster cluster(String... more) {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                Stream.concat(
                                Stream.of(more),
                                Stream.of("--compress-type=gz", "--repo2-path=/", "--repo1-cipher-type=aes-256-cbc"))
                        .toArray(String[]::new));
        cluster.run("stanza-create", "--no-online").orFail();
        return cluster;
    }

    private static List<String> push(StoppedCluster cluster, int segment) {
        return List.of(
                "archive-push",
                cluster.data()
                        .resolve("pg_wal/" + StoppedCluster.segment(segment))
                        .toString());
    }

    private static void requireStored(StoppedCluster cluster, int segment) throws IOException {
        Path wal = cluster.data().resolve("pg_wal/" + StoppedCluster.segment(segment));
        for (int key = 1; key <= REPOSITORIES.size(); key++) {
            Path got = cluster.data().resolve("got" + key);
            cluster.run(
                            "archive-get",
                            "--no-archive-async",
                            "--repo=" + key,
                            StoppedCluster.segment(segment),
                            got.toString())
                    .orFail();
            assertThat(Files.mismatch(got, wal)).isEqualTo(-1);
        }
    }

    private static boolean acknowledged(StoppedCluster cluster, int segment) {
        return Files.exists(
                cluster.folder().resolve("spool/archive/demo/out/" + StoppedCluster.segment(segment) + ".ok"));
    }

    @Test
    void losesNoSegment() {
        StoppedCluster cluster = cluster("--repo1-cipher-pass=secret");
        cluster.wal(1);

        int kills = new Kills(cluster, folder, KILLS).of(killed -> push(killed, 1), (killed, code) -> {
            for (String repository : REPOSITORIES) {
                if (code == 0) {
                    assertThat(killed.archived(repository)).containsExactly(StoppedCluster.segment(1));
                }
            }
            killed.requireValid();
            killed.run(push(killed, 1).toArray(String[]::new)).orFail();
            requireStored(killed, 1);
            killed.requireValid();
        });

        // One segment to two repositories does not change more; together with the kills in the background twenty at
        // least.
        assertThat(kills).isGreaterThanOrEqualTo(12);
    }

    @Test
    void losesNoSegmentWhenArchivingInTheBackground() {
        StoppedCluster cluster = cluster(
                "--repo1-cipher-pass=secret", "--archive-async", "--archive-timeout=2", "--no-archive-mode-check");
        for (int segment = 1; segment <= 3; segment++) {
            cluster.wal(segment);
        }

        int kills = new Kills(cluster, folder, KILLS_IN_BACKGROUND).of(killed -> push(killed, 1), (killed, code) -> {
            for (int segment = 1; segment <= 3; segment++) {
                String name = StoppedCluster.segment(segment);
                if ((code == 0 && segment == 1) || acknowledged(killed, segment)) {
                    REPOSITORIES.forEach(
                            each -> assertThat(killed.archived(each)).contains(name));
                }
            }
            killed.requireValid();
            AgentProgram patient = killed.program().with("--archive-timeout=30");
            for (int segment = 1; segment <= 3; segment++) {
                if (!acknowledged(killed, segment)) {
                    patient.runHere(push(killed, segment).toArray(String[]::new))
                            .orFail();
                    killed.awaitBackground();
                }
                killed.run(push(killed, segment).toArray(String[]::new)).orFail();
                requireStored(killed, segment);
            }
            killed.requireValid();
        });

        assertThat(kills).isEqualTo(KILLS_IN_BACKGROUND);
    }
}
