package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of many sizes and ages, stored alone and without compression: block size, hash size, super blocks and maps are
 * those of the original when all stored bytes are, which the checksums in both manifests tell.
 */
class BlockSizesIT {
    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;
    private static final List<Long> SIZES =
            List.of(8 * KB, 16 * KB - 1, 16 * KB, 64 * KB - 1, 64 * KB, MB + 5, 3 * MB, 11 * MB - 1, 11 * MB, 43 * MB);
    /** In days; those in options and the original's own are 1, 7, 10, 14 and 28. */
    private static final List<Double> AGES = List.of(0.75, 1.25, 6.75, 7.25, 9.75, 10.25, 13.75, 14.25, 27.75, 28.25);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--repo1-block-size-map=16KiB=8KiB --repo1-block-size-map=64KiB=24KiB --repo1-block-size-map=3MiB=128KiB"
                        + " --repo1-block-age-map=1=3 --repo1-block-age-map=10=0"
                        + " --repo1-block-checksum-size-map=8KiB=7 --repo1-block-checksum-size-map=24KiB=16"
                        + " --repo1-block-size-super=32KiB --repo1-block-size-super-full=100KiB"
            })
    void areThoseOfTheOriginal(String options) throws IOException {
        String original = RealPgBackRest.newerProgram().toString();
        StoppedCluster cluster = StoppedCluster.create(
                folder,
                "--compress-type=none",
                "--repo1-retention-full=9",
                "--repo1-bundle",
                "--repo1-bundle-limit=8KiB",
                "--repo1-block",
                "--no-checksum-page");
        Path database = cluster.data().resolve("base/5");
        for (int i = 0; i < SIZES.size(); i++) {
            write(database.resolve(String.valueOf(20_000 + i)), SIZES.get(i), 0);
        }
        for (int i = 0; i < AGES.size(); i++) {
            write(database.resolve(String.valueOf(30_000 + i)), 100 * KB, AGES.get(i));
        }
        run(cluster, List.of("stanza-create", "--no-online"));
        runOriginal(original, cluster, List.of("stanza-create", "--no-online"));
        for (String type : List.of("full", "incr")) {
            List<String> chosen = new ArrayList<>(List.of("backup", "--no-online", "--type=" + type));
            chosen.addAll(Stream.of(options.split(" ", -1))
                    .filter(word -> !word.isEmpty())
                    .toList());
            run(cluster, chosen);
            runOriginal(original, cluster, chosen);
            Map<String, String> ours = entries(cluster.repository());
            assertThat(ours).isEqualTo(entries(theirs(cluster))).hasSizeGreaterThan(20);
            assertThat(ours.values()).anyMatch(entry -> entry.contains("\"bim\":"));
            for (int i = 2; i < SIZES.size(); i++) {
                change(database.resolve(String.valueOf(20_000 + i)), SIZES.get(i) / 2);
            }
        }
    }

    private static void run(StoppedCluster cluster, List<String> command) {
        InProcess.run(cluster.program()
                        .arguments(command.toArray(String[]::new))
                        .toArray(String[]::new))
                .orFail();
    }

    private static void runOriginal(String original, StoppedCluster cluster, List<String> command) {
        List<String> line = new ArrayList<>(cluster.program().arguments(command.toArray(String[]::new)));
        line.addFirst(original);
        line.add("--repo1-path=" + theirs(cluster));
        ProcessResult.of(line).orFail();
    }

    private static Path theirs(StoppedCluster cluster) {
        return cluster.folder().resolve("theirs");
    }

    /** The entries of the database's files in the last manifest, without the labels of backups. */
    private static Map<String, String> entries(Path repository) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        Path manifest = repository.resolve("backup/demo/latest").toRealPath().resolve("backup.manifest");
        for (String line : Files.readAllLines(manifest)) {
            if (line.matches("pg_data/base/5/[0-9]+=.*")) {
                int split = line.indexOf('=');
                entries.put(
                        line.substring(0, split),
                        line.substring(split + 1).replaceAll("\"reference\":\"[^\"]*\"", "\"reference\""));
            }
        }
        return entries;
    }

    private static void write(Path file, long size, double days) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
            out.seek(size / 3);
            out.writeLong(size);
        }
        Instant time = Instant.now().minus(Duration.ofMinutes(Math.round(days * 24 * 60) + 5));
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static void change(Path file, long position) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(position);
            out.writeLong(position);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    }
}
