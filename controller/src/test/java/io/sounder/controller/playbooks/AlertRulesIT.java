package io.sounder.controller.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules fire when they should, in the judgement of Prometheus' own promtool. */
class AlertRulesIT {
    private static final Path RULES = Path.of("../roles/pg_monitor/files/pgbackrest-rules.yml");
    private static final Path EXPECTED = Path.of("src/test/resources/monitoring/pgbackrest-rules-test.yml");

    @TempDir
    private Path folder;

    @Test
    void fireForWhatIsWrongAndForNothingElse() throws Exception {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "no promtool: name it with SOUNDER_PROMTOOL, or install prometheus");
        Path rules = Files.copy(RULES, folder.resolve("pgbackrest-rules.yml"));
        Path expected = Files.copy(EXPECTED, folder.resolve("test.yml"));

        assertThat(output(promtool.get(), "check", "rules", rules.toString())).contains("9 rules found");
        assertThat(output(promtool.get(), "test", "rules", expected.toString())).contains("SUCCESS");
    }

    private static Optional<Path> promtool() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("SOUNDER_PROMTOOL")),
                        Stream.of("/usr/bin/promtool", "/usr/local/bin/promtool"))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String output(Path program, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
