package io.sounder.agent.expire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.testing.OriginalProgram;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository with bundles: expire leaves what the original leaves, and what stays can be restored. */
class ExpireBundlesIT {
    @TempDir
    Path folder;

    @Test
    void leavesWhatTheOriginalLeaves() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--compress-type=lz4",
                "--repo1-bundle",
                "--repo1-bundle-limit=64KiB",
                "--repo1-retention-full=9",
                "--no-expire-auto");
        cluster.run("stanza-create", "--no-online").orFail();
        for (String type : List.of("full", "diff", "incr", "diff", "full", "incr", "diff", "incr")) {
            cluster.fill(1, type.length() + cluster.opened().labelsOnDisk().size());
            cluster.run("backup", "--no-online", "--type=" + type).orFail();
        }
        List<BackupLabel> labels = cluster.opened().labelsOnDisk();

        expire(cluster, "--repo1-retention-full=2", "--repo1-retention-diff=1");
        assertThat(cluster.opened().labelsOnDisk()).isNotEqualTo(labels).contains(labels.getFirst());
        expire(cluster, "--set=" + cluster.opened().labelsOnDisk().getLast());
        expire(cluster, "--repo1-retention-full=1");
        assertThat(cluster.opened().labelsOnDisk()).isNotEmpty().doesNotContain(labels.getFirst());
        cluster.requireValid();
        cluster.restored("--set=" + cluster.opened().labelsOnDisk().getLast());
    }

    /** Lets the original do the same with a copy, and compares what is left, byte for byte but for info files. */
    private void expire(StoppedCluster cluster, String... options) throws IOException {
        Path copy = folder.resolve("copy" + System.nanoTime());
        cluster.copy(copy);
        String[] line = Stream.concat(Stream.of("expire", "--stanza=demo"), Stream.of(options))
                .toArray(String[]::new);
        new OriginalProgram(copy.resolve("repo")).run(line).orFail();
        String[] own = Stream.concat(Stream.of("expire"), Stream.of(options)).toArray(String[]::new);
        cluster.run(own).orFail();
        assertThat(tree(cluster.repository())).isEqualTo(tree(copy.resolve("repo")));
    }

    private static List<String> tree(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            return all.map(path -> repository.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
