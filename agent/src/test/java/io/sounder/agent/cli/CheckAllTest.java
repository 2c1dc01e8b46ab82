package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command check without a stanza looks at all that the configuration names. */
final class CheckAllTest {
    @TempDir
    private Path folder;

    @Test
    void everyStanzaIsCheckedAlsoAfterOneFailed() throws IOException {
        InProcess result = check("""
                [b]
                pg1-path=%1$s/b
                pg1-socket-path=%1$s
                [global:check]
                archive-timeout=1
                [global]
                repo1-path=%1$s/repo
                [a:backup]
                start-fast=y
                [a]
                pg1-path=%1$s/a
                pg1-socket-path=%1$s
                """);

        assertThat(result.exitCode()).isEqualTo(104);
        assertThat(result.output())
                .containsSubsequence(
                        "check stanza 'a'",
                        "check stanza 'b'",
                        "ERROR: [056]: stanza 'a': ",
                        "ERROR: [056]: stanza 'b': ",
                        "ERROR: [104]: 2 of 2 stanzas failed the check");
    }

    @Test
    void theErrorOfTheOnlyStanzaIsThatOfTheCommand() throws IOException {
        InProcess result = check("[a]\npg1-path=%1$s/a\npg1-socket-path=%1$s\n");

        assertThat(result.exitCode()).isEqualTo(56);
        assertThat(result.output()).contains("ERROR: [056]: stanza 'a': unable to connect");
    }

    @Test
    void withoutAnyStanzaThereIsNothingToCheck() throws IOException {
        InProcess result = check("[global]\nrepo1-path=%1$s/repo\n");

        assertThat(result.exitCode()).isEqualTo(37);
        assertThat(result.output()).contains("check command requires option: stanza");
    }

    private InProcess check(String configuration) throws IOException {
        Path file = folder.resolve("pgbackrest.conf");
        Files.writeString(file, configuration.formatted(folder));
        return InProcess.run("--config=" + file, "--log-level-console=info", "--log-level-file=off", "check");
    }
}
