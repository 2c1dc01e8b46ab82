package io.sounder.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.cli.Commands;
import io.sounder.controller.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same playbook by {@code ansible-playbook} and by ours, each in a folder of its own: the ends must be equal. */
final class AnsibleDifferentialIT {
    private static final Path PLAYBOOKS = Path.of("src/test/resources/io/sounder/controller/engine/differential");

    @TempDir
    Path folder;

    private record End(int code, List<String> lines, Map<String, String> files) {}

    @BeforeAll
    static void needsTheOriginal() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "ansible-playbook")));
        Assumptions.assumeTrue(
                installed, "no ansible-playbook on this machine: install ansible-core to compare with it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.yml",
                "flow.yml",
                "fails.yml",
                "files.yml --check",
                "flow.yml -t demo",
                "flow.yml -t applied",
                "flow.yml --list-tasks",
                "flow.yml --list-tags",
                "many/vars.yml",
                "many/run.yml",
                "many/run.yml -l h1:h3 -f 1",
                "many/roles.yml",
                "many/roles.yml --list-tasks",
                "many/modules.yml"
            })
    void endsLikeTheOriginal(String line) throws IOException, InterruptedException {
        String[] words = line.split(" ", -1);
        Path theirs = Files.createDirectory(folder.resolve("one"));
        Path ours = Files.createDirectory(folder.resolve("two"));
        End expected = original(arguments(words, theirs), theirs);
        End actual = own(arguments(words, ours), ours);
        assertThat(actual.files()).isEqualTo(expected.files());
        assertThat(actual.lines()).isEqualTo(expected.lines());
        assertThat(actual.code()).isEqualTo(expected.code());
    }

    private static List<String> arguments(String[] words, Path scratch) {
        List<String> all = new java.util.ArrayList<>(List.of(
                "-i",
                words[0].startsWith("many/")
                        ? PLAYBOOKS.resolve("many/inventory.yml").toString()
                        : "h1,",
                "-c",
                "local",
                "-e",
                "scratch=" + scratch,
                PLAYBOOKS.resolve(words[0]).toString()));
        all.addAll(List.of(words).subList(1, words.length));
        return all;
    }

    private static End original(List<String> arguments, Path scratch) throws IOException, InterruptedException {
        Path out = scratch.resolveSibling("theirs.out");
        List<String> command = new java.util.ArrayList<>(List.of("ansible-playbook"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ANSIBLE_NOCOLOR", "1");
        builder.environment().put("ANSIBLE_DEPRECATION_WARNINGS", "False");
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new End(process.exitValue(), comparable(Files.readString(out), scratch), tree(scratch));
    }

    private static End own(List<String> arguments, Path scratch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> command = new java.util.ArrayList<>(List.of("play"));
        command.addAll(arguments);
        int code = new Commands(new Terminal(out, System.err, false, Map.of())).run(command.toArray(String[]::new));
        return new End(code, comparable(bytes.toString(StandardCharsets.UTF_8), scratch), tree(scratch));
    }

    /**
     * What is printed, without times, scratch names and the texts of failures. Hosts answer in any order: the answers of
     * one task are sorted.
     */
    private static List<String> comparable(String text, Path scratch) {
        List<String> paragraphs = new java.util.ArrayList<>();
        for (String paragraph :
                lines(text.replace(scratch.toString(), "SCRATCH")).split("\n\n", -1)) {
            List<String> answers = List.of(paragraph.split("\n(?=(?:ok|changed|fatal|failed|skipping): \\[)", -1));
            paragraphs.addAll(answers.stream().limit(1).toList());
            paragraphs.addAll(answers.stream().skip(1).sorted().toList());
        }
        return paragraphs;
    }

    private static String lines(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("An exception occurred during task execution."))
                .map(line -> line.replaceAll("(fatal: \\[[^]]*]: FAILED!) => .*", "$1"))
                .map(line -> line.replaceAll("(\\+\\+\\+ after: |--- before: ).*", "$1"))
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    /** Each file by its relative name with mode and content. */
    private static Map<String, String> tree(Path scratch) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.toList()) {
                String mode = PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file, java.nio.file.LinkOption.NOFOLLOW_LINKS));
                String content = Files.isSymbolicLink(file)
                        ? "-> " + Files.readSymbolicLink(file)
                        : Files.isRegularFile(file) ? Files.readString(file) : "";
                tree.put(
                        scratch.relativize(file).toString(),
                        mode + " " + content.replace(scratch.toString(), "SCRATCH"));
            }
        }
        return tree;
    }
}
