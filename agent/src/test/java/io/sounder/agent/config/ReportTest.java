package io.sounder.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the command check; the expected text is that of pgBackRest 2.55.1 for the same file. */
class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhereSettingsComeFrom() throws IOException {
        Path file = folder.resolve("pgbackrest.conf");
        Files.writeString(file, """
                # comment
                [global]
                repo1-path=/tmp/repo
                repo1-cipher-pass=secretpass
                repo1-s3-key=abc
                unknown-option=5
                recovery-option=a=b
                recovery-option=c=d
                no-online=y
                compress=y
                [global:backup]
                start-fast=y
                [demo]
                pg1-path=/tmp/data
                [demo:backup]
                process-max=x
                """);
        assertThat(InProcess.run("--config=" + file, "--log-level-file=off", "--report", "check")
                        .output())
                .contains(
                        "{\"demo\":{\"pg1-path\":{\"val\":\"/tmp/data\"}},\"demo:backup\":{\"process-max\":{\"val\":\"x\"}},"
                                + "\"global\":{\"compress\":{\"val\":\"y\"},"
                                + "\"no-online\":{\"val\":\"y\",\"warn\":\"invalid negate option\"},"
                                + "\"recovery-option\":{\"val\":[\"a=b\",\"c=d\"]},"
                                + "\"repo1-cipher-pass\":{\"val\":\"<repo1-cipher-pass>\"},"
                                + "\"repo1-path\":{\"val\":\"/tmp/repo\"},"
                                + "\"repo1-s3-key\":{\"val\":\"<repo1-s3-key>\"},"
                                + "\"unknown-option\":{\"warn\":\"invalid option\"}},"
                                + "\"global:backup\":{\"start-fast\":{\"val\":\"y\"}}}")
                .doesNotContain("secretpass");
        assertThat(InProcess.run("--no-config", "--log-level-file=off", "--report", "check")
                        .output())
                .endsWith("\"file\":null}}");
    }
}
