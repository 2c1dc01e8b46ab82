package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each repository says for itself whether it has links: a store that cannot hold any does not cost the others theirs. */
class RepositoryLinksTest {
    @TempDir
    Path folder;

    @Test
    void latestIsThereUnlessItsRepositoryHasNoLinks() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--repo2-path=/",
                "--no-repo2-symlink",
                "--repo1-retention-full=2",
                "--repo2-retention-full=2",
                "--compress-type=none");
        cluster.run("stanza-create", "--no-online").orFail();
        for (String repository : List.of("1", "2", "1", "2")) {
            cluster.run("backup", "--no-online", "--type=full", "--repo=" + repository)
                    .orFail();
        }
        List<BackupLabel> labels = cluster.opened().labelsOnDisk();
        Path latest = cluster.repository().resolve("backup/demo/latest");
        assertThat(labels).hasSize(2);
        assertThat(Files.readSymbolicLink(latest)).hasToString(labels.get(1).value());
        assertThat(links(cluster.folder().resolve("repo2"))).isEmpty();

        cluster.run("expire", "--repo=1", "--set=" + labels.get(1)).orFail();
        assertThat(Files.readSymbolicLink(latest)).hasToString(labels.get(0).value());
    }

    private static List<Path> links(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            return all.filter(path -> !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
