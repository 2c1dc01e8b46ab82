package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input ends as with the original, in its exit code, and is told in one sentence that names the place. */
final class WrongInputOracleTest {
    private static final Path FOLDER = Path.of("src/test/resources/wrong").toAbsolutePath();

    @TempDir
    Path scratch;

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> endsAsTheOriginal() {
        Map<String, Map<String, Object>> recorded = (Map<String, Map<String, Object>>)
                Objects.requireNonNull(((Map<String, Object>) read("recorded.json")).get("codes"));
        List<Map<String, Object>> cases = (List<Map<String, Object>>) read("cases.yml");
        assertThat(cases.stream().map(one -> (String) one.get("name"))).containsExactlyElementsOf(recorded.keySet());
        return cases.stream().map(one -> {
            String name = String.valueOf(one.get("name"));
            Map<String, Object> theirs = Objects.requireNonNull(recorded.get(name));
            return DynamicTest.dynamicTest(name, () -> check(one, theirs));
        });
    }

    private static Object read(String name) {
        return Objects.requireNonNull(
                new YamlReader(warning -> {}).readOne(FOLDER.resolve(name)).value());
    }

    private void check(Map<String, Object> one, Map<String, Object> theirs) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "case");
        write(folder, (Map<?, ?>) one.get("files"));
        Invocation ours = Invocation.in(Map.of("ANSIBLE_GATHERING", "explicit"), words(folder, one));
        String said = ours.out() + ours.err();
        for (Object part : (List<?>) one.get("says")) {
            assertThat(said).contains(String.valueOf(part));
        }
        assertThat(said).doesNotContain("Exception", "\tat ");
        Object code = one.get("code") instanceof List<?> differs ? differs.getFirst() : theirs.get("code");
        assertThat((long) ours.code()).as(said).isEqualTo(((Number) code).longValue());
        if (!ours.out().contains("PLAY [") && ours.code() != 0) {
            assertThat(ours.errors()).as(said).hasSize(1);
            assertThat(ours.out()).isEmpty();
        }
    }

    private static String[] words(Path folder, Map<String, Object> one) {
        List<String> words = new ArrayList<>(
                List.of("play", "-i", folder.resolve("inventory.ini").toString()));
        List<?> args = one.get("args") instanceof List<?> given ? given : List.of("play.yml");
        Map<String, String> files = new HashMap<>();
        for (String name : List.of("play.yml", "pass", "none")) {
            files.put(name, folder.resolve(name).toString());
        }
        for (Object arg : args) {
            String word = String.valueOf(arg);
            words.add(word.startsWith("@") ? "@" + folder.resolve(word.substring(1)) : files.getOrDefault(word, word));
        }
        return words.toArray(String[]::new);
    }

    private static void write(Path folder, Map<?, ?> files) throws IOException {
        String secret = Files.readString(FOLDER.resolve("secret.yml"));
        Files.writeString(
                folder.resolve("inventory.ini"), "[all]\na ansible_connection=local\nb ansible_connection=local\n");
        for (Map.Entry<?, ?> file : files.entrySet()) {
            Path path = folder.resolve(String.valueOf(file.getKey()));
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            String text = String.valueOf(file.getValue());
            Files.writeString(
                    path,
                    text.equals("VAULT")
                            ? secret
                            : text.replace("INLINE", secret.strip().replace("\n", "\n      ")));
        }
    }
}
