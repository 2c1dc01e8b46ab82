package io.sounder.agent.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.OriginalProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations changed by one program are shown by the other. */
final class AnnotateIT {
    private static final String LABEL = "20261120-203608F";

    @TempDir
    private Path folder;

    @Test
    void bothProgramsSeeWhatTheOtherChanged() {
        Path repository = new GoldenRepository("gz").unpack(folder);
        OriginalProgram original = new OriginalProgram(repository);

        InProcess ours = run(repository, "--set=" + LABEL, "--annotation=note=", "--annotation=k=a=b \"c\"");
        assertThat(ours.exitCode()).isZero();
        assertThat(original.run("--stanza=demo", "--output=json", "info").output())
                .contains("\"annotation\":{\"k\":\"a=b \\\"c\\\"\",\"source\":\"golden\"}");

        original.run("--stanza=demo", "--set=" + LABEL, "--annotation=k=", "--annotation=by=them", "annotate")
                .orFail();
        assertThat(InProcess.run(
                                "--no-config",
                                "--repo1-path=" + repository,
                                "--log-level-file=off",
                                "--stanza=demo",
                                "--output=json",
                                "info")
                        .output())
                .contains("\"annotation\":{\"by\":\"them\",\"source\":\"golden\"}");
        assertThat(original.run("--stanza=demo", "--log-level-console=off", "--output=text", "--verbose", "verify")
                        .output())
                .contains("status: ok");
    }

    @Test
    void errorsHaveTheCodesOfTheOriginal() {
        Path repository = new GoldenRepository("gz").unpack(folder);

        assertThat(run(repository, "--set=" + LABEL).exitCode()).isEqualTo(37);
        assertThat(run(repository, "--annotation=a=b").exitCode()).isEqualTo(37);
        assertThat(run(repository, "--set=x", "--annotation=a=b").exitCode()).isEqualTo(32);
        assertThat(run(repository, "--set=20261120-203609F", "--annotation=a=b").exitCode())
                .isEqualTo(75);
        assertThat(run(folder.resolve("none"), "--set=" + LABEL, "--annotation=a=b")
                        .exitCode())
                .isEqualTo(104);
    }

    private InProcess run(Path repository, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-config",
                "--repo1-path=" + repository,
                "--lock-path=" + folder.resolve("lock"),
                "--log-level-file=off",
                "--stanza=demo",
                "annotate"));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }
}
