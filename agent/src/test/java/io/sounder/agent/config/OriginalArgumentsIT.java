package io.sounder.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.testing.ProcessResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines that the original accepts or refuses: ours must do the same, with the same code and words. */
final class OriginalArgumentsIT {
    private static final Path PROGRAM = Path.of("/usr/bin/pgbackrest");
    private static final Set<Integer> CONFIGURATION_ERRORS = Set.of(27, 29, 30, 31, 32, 37, 48, 55, 73, 96);
    private static final Set<Integer> LATER_ERRORS = Set.of(55, 104, 75);

    @TempDir
    private Path folder;

    static Stream<String> arguments() throws IOException {
        try (InputStream in = OriginalArgumentsIT.class.getResourceAsStream("arguments.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void argumentsAreAcceptedAndRefusedAsByTheOriginal(String line) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "no original pgbackrest at " + PROGRAM);
        List<String> arguments = List.of(line.split(" "));
        Map<String, String> environment = Map.of(
                "PGBACKREST_LOG_LEVEL_FILE", "off",
                "PGBACKREST_LOCK_PATH", folder.toString(),
                "PGBACKREST_ARCHIVE_TIMEOUT", "1");
        String theirs = original(arguments, environment);
        String ours = ours(arguments, environment);

        assertThat(ours).isEqualTo(theirs);
    }

    /** Code and first line of a configuration error; {@code accepted} for everything else. */
    private static String original(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("timeout", "20", "env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(PROGRAM.toString());
        command.addAll(arguments);
        ProcessResult result = ProcessResult.of(command);
        boolean refused = CONFIGURATION_ERRORS.contains(result.exitCode())
                && !(LATER_ERRORS.contains(result.exitCode()) && result.output().contains(".info"));
        return refused
                ? result.output()
                        .lines()
                        .filter(text -> text.contains("ERROR: "))
                        .findFirst()
                        .map(text -> text.substring(text.indexOf("ERROR: ") + "ERROR: ".length()))
                        .orElse("nothing")
                : "accepted";
    }

    private static String ours(List<String> arguments, Map<String, String> environment) {
        try {
            new ConfigLoader(environment, Path.of("/")).load(arguments);
            return "accepted";
        } catch (AgentException e) {
            return "[0" + e.code().code() + "]: " + e.text().lines().findFirst().orElse("");
        }
    }
}
