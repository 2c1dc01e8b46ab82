package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The original pgbackrest program, run as the test's user on a repository, without any configuration. */
public record OriginalProgram(Path repository) {
    private static final Path PROGRAM = Path.of("/usr/bin/pgbackrest");
    private static final int SMALLEST = 200_000;

    /** Skips the test, visibly, where the program is absent. */
    public OriginalProgram {
        try {
            Assumptions.assumeTrue(
                    Files.isExecutable(PROGRAM) && Files.size(PROGRAM) > SMALLEST,
                    "no original pgbackrest at " + PROGRAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with its options, without further ones for logs or locks. */
    public ProcessResult run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "TZ=UTC", "PGBACKREST_LOCK_PATH=" + lockPath()));
        command.addAll(
                List.of(PROGRAM.toString(), "--no-config", "--repo1-path=" + repository, "--log-level-file=off"));
        command.addAll(List.of(arguments));
        return ProcessResult.of(command);
    }

    private Path lockPath() {
        return repository.resolveSibling("lock");
    }
}
