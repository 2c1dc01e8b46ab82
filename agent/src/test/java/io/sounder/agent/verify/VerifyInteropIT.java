package io.sounder.agent.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.OriginalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same repository, whole and damaged, verified by the original and by us: both count the same. */
final class VerifyInteropIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "gz, ''",
        "gz, 20261120-203608F/pg_data/base/5/1259.gz",
        "plain-none, 20261120-203559F/pg_data/base/5/1259",
        "v245-lz4, 20261120-203657F/pg_data/base/5/1259.lz4",
        "gz-timeline, 20261120-204130F_20261120-204134I/pg_data/global/pg_control.gz"
    })
    void countsAgree(String name, String damaged) throws IOException {
        Path repository = new GoldenRepository(name).unpack(folder);
        if (!damaged.isEmpty()) {
            Path file = repository.resolve("backup/demo").resolve(damaged);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        OriginalProgram original = new OriginalProgram(repository);

        String theirs = original.run("--stanza=demo", "--log-level-console=off", "verify", "--output=text", "--verbose")
                .orFail()
                .output();
        InProcess ours = InProcess.run(
                "--no-config",
                "--stanza=demo",
                "--repo1-path=" + repository,
                "--log-level-file=off",
                "verify",
                "--output=text",
                "--verbose");

        assertThat(withoutRecovery(ours.output()))
                .isEqualTo(theirs.strip().lines().toList());
        assertThat(ours.exitCode()).isEqualTo(damaged.isEmpty() ? 0 : 26);
    }

    @Test
    void bothSayThatNothingIsThere() throws IOException {
        Path repository = Files.createDirectory(folder.resolve("repo"));
        Path data = Files.createDirectory(folder.resolve("data"));
        ControlFiles.write(data, 7_000_000_000_000_000_001L);
        Files.writeString(data.resolve("PG_VERSION"), "15\n");
        String[] common = {
            "--no-config",
            "--stanza=demo",
            "--repo1-path=" + repository,
            "--log-level-file=off",
            "--no-online",
            "--pg1-path=" + data,
            "--lock-path=" + folder.resolve("lock")
        };
        run(common, "stanza-create");
        bothSayTheSame(repository, "no archives or backups exist in the repo");
        run(common, "backup", "--repo1-retention-full=1");
        bothSayTheSame(repository, "archiveId: none found");
    }

    private static void run(String[] common, String... more) {
        InProcess run = InProcess.run(
                Stream.concat(Arrays.stream(common), Arrays.stream(more)).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.errors()).isZero();
    }

    private static void bothSayTheSame(Path repository, String sentence) {
        String[] verify = {"--stanza=demo", "--log-level-console=off", "verify", "--output=text", "--verbose"};
        String theirs = new OriginalProgram(repository).run(verify).orFail().output();
        InProcess ours = InProcess.run(Stream.concat(
                        Stream.of("--no-config", "--repo1-path=" + repository, "--log-level-file=off"),
                        Arrays.stream(verify))
                .toArray(String[]::new));
        assertThat(ours.output().strip()).isEqualTo(theirs.strip()).contains(sentence);
    }

    private static List<String> withoutRecovery(String output) {
        return output.lines()
                .filter(line -> !line.contains("recovery on timeline"))
                .toList();
    }
}
