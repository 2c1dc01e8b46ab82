package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.testing.Kills;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore that is killed at any change of a file leaves no cluster that would start, or a whole one; delta completes it. */
class KilledRestoreIT {
    private static final int KILLS = Integer.getInteger("sounder.kills", 10);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNextRestoreWithDeltaCompletesIt(boolean delta) throws IOException {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--compress-type=lz4",
                "--repo1-bundle",
                "--repo1-bundle-limit=64KiB",
                "--repo1-block",
                "--repo1-cipher-type=aes-256-cbc",
                "--repo1-cipher-pass=secret");
        cluster.run("stanza-create", "--no-online").orFail();
        cluster.run("backup", "--no-online").orFail();
        cluster.fill(3, 77);
        cluster.run("backup", "--no-online", "--type=incr").orFail();
        Map<String, String> expected = StoppedCluster.content(cluster.data());
        prepare(cluster, delta);

        int kills = new Kills(cluster, folder, KILLS)
                .of(delta ? List.of("restore", "--delta") : List.of("restore"), (killed, _) -> {
                    Path data = killed.data();
                    if (Files.exists(data.resolve("global/pg_control"))) {
                        // Either nothing has been done yet or everything: such a cluster may be started.
                        assertThat(StoppedCluster.content(data)).isIn(expected, StoppedCluster.content(cluster.data()));
                    }
                    if (Files.exists(data.resolve(Restore.MANIFEST))) {
                        assertThat(data.resolve("global/pg_control")).doesNotExist();
                    }
                    if (holdsMoreThanTheManifest(data)) {
                        assertThat(killed.run("restore").exitCode()).isEqualTo(ErrorCode.PATH_NOT_EMPTY.code());
                    }
                    killed.run("restore", "--delta").orFail();
                    assertThat(StoppedCluster.content(data)).isEqualTo(expected);
                    assertThat(data.resolve(Restore.MANIFEST)).doesNotExist();
                    assertThat(data.resolve("stray")).doesNotExist();
                });

        assertThat(kills).isEqualTo(KILLS);
        cluster.requireValid();
        cluster.assumeJudge();
    }

    private static boolean holdsMoreThanTheManifest(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return !files.allMatch(file -> file.getFileName().toString().startsWith(Restore.MANIFEST));
        }
    }

    /** A data folder that is empty, or that of a cluster which has gone on since the backup. */
    private static void prepare(StoppedCluster cluster, boolean delta) throws IOException {
        if (delta) {
            cluster.fill(1, 99);
            cluster.fill(2, 99);
            Files.writeString(cluster.data().resolve("stray"), "x");
            Files.delete(cluster.data().resolve("base/5/16384"));
        } else {
            FolderTree.delete(cluster.data());
            Files.createDirectory(cluster.data());
        }
    }
}
