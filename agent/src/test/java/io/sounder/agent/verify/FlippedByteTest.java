package io.sounder.agent.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One byte is changed anywhere in a file of each kind: verify finds and names it, and a restore either fails or gives
 * exactly what was backed up. Only history files of timelines and backups in the archive have no checksum, and are left
 * out. The places depend on a seed; {@code -Dsounder.seed=N} tries others.
 */
final class FlippedByteTest {
    /** What precedes the compressed data may say things that do not matter, such as a time. */
    private static final int HEADER = 16;

    /** The number of files of each kind. */
    private static final int EACH = 2;

    private final long seed = Long.getLong("sounder.seed", 1);
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--compress-type=gz, 9",
        "--compress-type=zst --repo1-bundle --repo1-bundle-limit=64KiB --repo1-block --repo1-cipher-type=aes-256-cbc"
                + " --repo1-cipher-pass=secret, 11"
    })
    void isFoundAndNeverRestored(String options, int expectedKinds) throws IOException {
        StoppedCluster cluster = StoppedCluster.create(folder, (options + " --repo1-retention-full=1").split(" ", -1));
        cluster.run("stanza-create", "--no-online").orFail();
        cluster.run("archive-push", cluster.wal(1).toString()).orFail();
        cluster.run("archive-push", cluster.wal(2).toString()).orFail();
        cluster.run("backup", "--no-online").orFail();
        cluster.fill(1, 77);
        cluster.fill(3, 77);
        cluster.run("backup", "--no-online", "--type=incr").orFail();
        Map<String, String> expected = StoppedCluster.content(cluster.data());

        Map<String, List<Path>> kinds = kinds(cluster.repository());
        assertThat(kinds).as("kinds of files").hasSize(expectedKinds);
        for (Map.Entry<String, List<Path>> kind : kinds.entrySet()) {
            List<Path> files = kind.getValue();
            Collections.shuffle(files, random);
            for (Path file : files.subList(0, Math.min(EACH, files.size()))) {
                check(cluster, kind.getKey(), file, expected);
            }
        }
        cluster.run("verify").orFail();
    }

    private void check(StoppedCluster cluster, String kind, Path file, Map<String, String> expected)
            throws IOException {
        byte[] content = Files.readAllBytes(file);
        int place = place(kind, content.length);
        byte[] damaged = content.clone();
        damaged[place] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, damaged);
        String which = kind + " " + cluster.repository().relativize(file) + ", byte " + place + " of " + content.length
                + ", seed " + seed;

        InProcess verify = cluster.run("verify");
        assertThat(verify.exitCode()).as(which + verify.output()).isEqualTo(26);
        assertThat(verify.output()).as(which).contains(named(cluster.repository(), file));
        requireRightOrNothing(cluster, expected, which);
        Files.write(file, content);
    }

    private int place(String kind, int length) {
        int from = kind.equals("wal") || kind.equals("history") ? Math.min(HEADER, length - 1) : 0;
        return from + random.nextInt(length - from);
    }

    /** The part of the file's name that must be shown; members of bundles have other names. */
    private static String named(Path repository, Path file) {
        String name = file.getFileName().toString();
        if (file.getParent().endsWith("bundle")) {
            return file.getParent().getParent().getFileName() + "/pg_data/";
        }
        return file.startsWith(repository.resolve("archive")) || name.startsWith("backup.")
                ? name
                : repository.resolve("backup/demo").relativize(file).toString();
    }

    private static void requireRightOrNothing(StoppedCluster cluster, Map<String, String> expected, String which)
            throws IOException {
        Path data = cluster.folder().resolve("restored");
        InProcess restore = cluster.run("restore", "--type=none", "--pg1-path=" + data);
        if (restore.exitCode() == 0) {
            assertThat(StoppedCluster.content(data)).as(which).isEqualTo(expected);
        } else {
            assertThat(data.resolve(ControlFile.NAME)).as(which).doesNotExist();
            assertThat(restore.errors() + restore.output()).as(which).contains("ERROR: [0");
        }
        if (Files.exists(data)) {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : (Iterable<Path>) all.sorted(Collections.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The files of a repository by what they are. */
    private static Map<String, List<Path>> kinds(Path repository) {
        Map<String, List<Path>> kinds = new TreeMap<>();
        try (Stream<Path> all = Files.walk(repository)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".history"))
                    .filter(file -> !file.toString().endsWith(".backup"))
                    .sorted()
                    .forEach(file -> kinds.computeIfAbsent(kind(file), _ -> new ArrayList<>())
                            .add(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kinds;
    }

    private static String kind(Path file) {
        String name = file.getFileName().toString();
        if (file.getParent().endsWith("bundle")) {
            return "bundle";
        }
        if (file.toString().contains("/backup.history/")) {
            return "history";
        }
        if (name.endsWith(".pgbi")) {
            return "blocks";
        }
        if (name.matches("[0-9A-F]{24}-.*")) {
            return "wal";
        }
        return name.matches("(archive|backup)\\..*") ? name : "file";
    }
}
