package io.sounder.controller.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case gives what was recorded of the original: counts, files, registered results, and nothing new when run again. */
final class DifferentialTest {
    private static final Path FOLDER =
            Path.of("src/test/resources/differential").toAbsolutePath();

    private static final Map<String, Recorded> RECORDED = Recorded.read(FOLDER.resolve("recorded.json"));
    private static final Map<String, Recorded> OURS = new HashMap<>();
    private static final Set<String> EXCEPTIONS = new HashSet<>();
    private static Path scratch = Path.of("");

    @BeforeAll
    static void runsAllCasesTwice() throws IOException {
        Path work = Files.createTempDirectory("differential");
        scratch = work.resolve("scratch");
        List<String> names = Recorded.names(FOLDER.resolve("cases")).stream()
                .filter(name -> Recorded.runs(FOLDER.resolve("cases"), name))
                .toList();
        for (String name : names) {
            Files.createDirectories(scratch.resolve(name).resolve("results"));
        }
        for (String line : Files.readAllLines(FOLDER.resolve("exceptions.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                EXCEPTIONS.add(line.split("\\s+", 2)[0]);
            }
        }
        String first = played(work, names);
        Map<String, Recorded> halves = new HashMap<>();
        for (String name : names) {
            Path folder = scratch.resolve(name);
            halves.put(
                    name,
                    new Recorded(
                            Recorded.counts(name, first),
                            Map.of(),
                            Recorded.results(folder, scratch.toString(), FOLDER.toString()),
                            Recorded.tree(folder, scratch.toString())));
        }
        String second = played(work, names);
        halves.forEach((name, half) ->
                OURS.put(name, new Recorded(half.first(), Recorded.counts(name, second), half.results(), half.tree())));
    }

    @AfterAll
    static void clears() throws IOException {
        try (var files = Files.walk(scratch.resolveSibling(""))) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Runs the cases that leave a host together, each of the others alone. */
    private static String played(Path work, List<String> names) throws IOException {
        List<List<String>> runs = new ArrayList<>();
        runs.add(new ArrayList<>());
        for (String name : names) {
            Path file = FOLDER.resolve("cases").resolve(name + ".yml");
            if (Files.readString(file).startsWith("# alone")) {
                runs.add(List.of(name));
            } else {
                runs.getFirst().add(name);
            }
        }
        StringBuilder printed = new StringBuilder();
        for (List<String> run : runs) {
            StringBuilder main = new StringBuilder();
            run.forEach(name -> main.append("- import_playbook: ")
                    .append(FOLDER)
                    .append("/cases/")
                    .append(name)
                    .append(".yml\n"));
            Path file = Files.writeString(work.resolve("main.yml"), main);
            Invocation played = Invocation.of(
                    "play",
                    "-i",
                    FOLDER.resolve("inventory.ini").toString(),
                    "-e",
                    "scratch=" + scratch + " extra=given",
                    "-e",
                    "{\"cases\": [\"" + String.join("\", \"", names) + "\"]}",
                    file.toString());
            assertThat(played.errors()).isEmpty();
            printed.append(played.out());
        }
        return printed.toString();
    }

    static List<String> cases() {
        return RECORDED.keySet().stream()
                .filter(name -> Recorded.runs(FOLDER.resolve("cases"), name))
                .toList();
    }

    @Test
    void hasARecordOfEveryCase() throws IOException {
        assertThat(RECORDED.keySet()).containsExactlyElementsOf(Recorded.names(FOLDER.resolve("cases")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheSame(String name) {
        Recorded theirs = RECORDED.get(name);
        Recorded ours = OURS.get(name);
        ResultComparison comparison = new ResultComparison(EXCEPTIONS);
        comparison.compare(name + ".first", theirs.first(), ours.first());
        comparison.compare(name + ".second", theirs.second(), ours.second());
        comparison.compare(name, theirs.results(), ours.results());
        Map<String, String> more = new HashMap<>(ours.tree());
        more.keySet().removeAll(theirs.tree().keySet());
        comparison.compare(name + ".tree", theirs.tree(), ours.tree());
        assertThat(more).as("files that the original does not make").isEmpty();
        assertThat(comparison.differences()).isEmpty();
    }
}
