package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that shrink, grow and vanish between the look at the folder and the moment their turn comes: what is there then is
 * backed up, as much of it as there was before, and WAL replay does the rest. Meanwhile info shows how far the backup is.
 */
class ChangingFilesIT {
    private static final int PAGE = 8192;
    /** Two of these keep both workers busy while the small files are changed. */
    private static final long LARGE = 1L << 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--compress-type=none",
                "--compress-type=lz4 --repo1-bundle",
                "--compress-type=lz4 --repo1-bundle --repo1-block"
            })
    void areBackedUpAsFarAsTheyGo(String options) throws IOException {
        StoppedCluster cluster = StoppedCluster.create(folder, (options + " --repo1-retention-full=1").split(" ", -1));
        cluster.run("stanza-create", "--no-online").orFail();
        Path database = cluster.data().resolve("base/5");
        for (String name : List.of("20000", "20001")) {
            try (RandomAccessFile large =
                    new RandomAccessFile(database.resolve(name).toFile(), "rw")) {
                large.setLength(LARGE);
            }
        }
        byte[] grown = Files.readAllBytes(database.resolve("16386"));
        byte[] shrunk = Files.readAllBytes(database.resolve("16387"));

        CompletableFuture<InProcess> backup =
                CompletableFuture.supplyAsync(() -> cluster.run("backup", "--no-online", "--type=full"));
        Path copying = awaitCopy(cluster, backup);
        Files.delete(database.resolve("16385"));
        Files.write(database.resolve("16386"), Arrays.copyOf(grown, grown.length + 3 * PAGE));
        Files.write(database.resolve("16387"), Arrays.copyOf(shrunk, PAGE));
        assertThat(copying).as("the large file is still being copied").exists();
        awaitPercentage(cluster, backup);
        backup.join().orFail();

        cluster.requireValid();
        Files.write(database.resolve("16386"), grown);
        Map<String, String> expected = StoppedCluster.content(cluster.data());
        assertThat(cluster.restored()).isEqualTo(expected).doesNotContainKey("base/5/16385");
    }

    /** The lock file is written to twice a second. */
    private static void awaitPercentage(StoppedCluster cluster, CompletableFuture<InProcess> backup) {
        Pattern percentage = Pattern.compile("backup/expire running - [0-9.]+% complete");
        while (!percentage.matcher(cluster.run("info").orFail().output()).find()) {
            assertThat(backup).as("a backup whose percentage is not shown").isNotDone();
        }
    }

    private static Path awaitCopy(StoppedCluster cluster, CompletableFuture<InProcess> backup) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            assertThat(backup).isNotDone();
            try (Stream<Path> all = Files.walk(cluster.repository())) {
                var temporary = all.filter(path -> path.getFileName().toString().startsWith("20000"))
                        .findFirst();
                if (temporary.isPresent()) {
                    return temporary.get();
                }
            } catch (java.io.UncheckedIOException e) {
                // A file was renamed while the folders were looked at.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new AssertionError("the copy of the large file does not begin");
    }
}
