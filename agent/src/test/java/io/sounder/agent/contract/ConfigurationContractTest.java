package io.sounder.agent.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/contracts/configuration.md: a file as the controller writes it. */
class ConfigurationContractTest {
    private static final String RENDERED = """
            [pg-meta]
            pg1-path=/pg/data
            pg1-port=5432
            # a comment of its own
            [global]
            repo1-path=/pg/backup
            repo1-retention-full=2
            log-path=/pg/log/pgbackrest
            process-max=1
            [global:backup]
            process-max=4
            [global:restore]
            process-max=8
            """;

    @TempDir
    private Path root;

    @Test
    void sectionsOfCommandsCountForTheirCommand() throws IOException {
        assertThat(load(RENDERED, "backup").number(Option.PROCESS_MAX)).isEqualTo(4);
        assertThat(load(RENDERED, "restore").number(Option.PROCESS_MAX)).isEqualTo(8);
        assertThat(load(RENDERED, "archive-push").number(Option.PROCESS_MAX)).isEqualTo(1);
        Config backup = load(RENDERED, "backup");
        assertThat(backup.required(Option.PG_PATH)).isEqualTo("/pg/data");
        assertThat(backup.required(Option.REPO_PATH)).isEqualTo("/pg/backup");
        assertThat(backup.warnings()).isEmpty();
    }

    @Test
    void sectionsWinInTheOrderOfThePage() throws IOException {
        assertThat(Page.of("configuration.md").text())
                .contains("`[<stanza>:<command>]`, `[<stanza>]`, `[global:<command>]`, `[global]`");
        String withStanza = RENDERED.replace("pg1-port=5432", "pg1-port=5432\nprocess-max=5");
        assertThat(load(withStanza, "backup").number(Option.PROCESS_MAX)).isEqualTo(5);
        assertThat(load(withStanza + "[pg-meta:backup]\nprocess-max=6\n", "backup")
                        .number(Option.PROCESS_MAX))
                .isEqualTo(6);
    }

    private Config load(String text, String command) throws IOException {
        Path file = root.resolve("pgbackrest.conf");
        Files.writeString(file, text);
        return new ConfigLoader(Map.of(), Path.of("/")).load(List.of("--config=" + file, "--stanza=pg-meta", command));
    }
}
