package io.sounder.agent.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.RestoredFolder;
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

    private final long seed = Long.getLong("sounder.seed", 1);
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    private Path configuration;

    @ParameterizedTest
    @CsvSource({
        "gz-timeline, 20261120-204130F_20261120-204134I, 1",
        "zst-bundle-block-aes, 20261120-203631F_20261120-203633I, 1"
    })
    void isFoundAndNeverRestored(String name, String label, int each) throws IOException {
        GoldenRepository golden = new GoldenRepository(name);
        Path repository = golden.unpack(folder);
        configuration = folder.resolve("pgbackrest.conf");
        String encryption = name.endsWith("-aes")
                ? "repo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass=golden-repository-passphrase\n"
                : "";
        Files.writeString(configuration, "[global]\nrepo1-path=" + repository + "\n" + encryption);
        Map<String, String> expected = golden.checksums(label);

        for (Map.Entry<String, List<Path>> kind : kinds(repository).entrySet()) {
            List<Path> files = kind.getValue();
            Collections.shuffle(files, random);
            for (Path file : files.subList(0, Math.min(each, files.size()))) {
                byte[] content = Files.readAllBytes(file);
                int place = place(kind.getKey(), content.length);
                byte[] damaged = content.clone();
                damaged[place] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                String which = kind.getKey() + " " + repository.relativize(file) + ", byte " + place + " of "
                        + content.length + ", seed " + seed;

                InProcess verify = run("verify");
                assertThat(verify.exitCode()).as(which + verify.output()).isIn(26, 42);
                assertThat(verify.output()).as(which).contains(named(repository, file));
                requireRightOrNothing(label, expected, which);
                Files.write(file, content);
            }
        }
        assertThat(run("verify").exitCode()).isZero();
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

    private void requireRightOrNothing(String label, Map<String, String> expected, String which) throws IOException {
        Path data = folder.resolve("data");
        InProcess restore = run("restore", "--set=" + label, "--pg1-path=" + data, "--link-all");
        if (restore.exitCode() == 0) {
            assertThat(RestoredFolder.checksums(data)).as(which).isEqualTo(expected);
        } else {
            assertThat(data.resolve("global/pg_control")).as(which).doesNotExist();
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

    private InProcess run(String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("--config=" + configuration, "--stanza=demo", "--log-level-file=off"));
        line.addAll(List.of(arguments));
        return InProcess.run(line.toArray(String[]::new));
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
