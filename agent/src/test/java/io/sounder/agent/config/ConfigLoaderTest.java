package io.sounder.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
    @TempDir
    private Path root;

    @Test
    void theStrongestSourceWins() throws IOException {
        file("etc/pgbackrest/pgbackrest.conf", """
                [global]
                process-max=2
                log-path=/global
                lock-path=/global
                [global:backup]
                log-path=/global-command
                lock-path=/global-command
                [demo]
                pg1-path=/pg
                lock-path=/stanza
                [demo:backup]
                lock-path=/stanza-command
                repo1-retention-full=1
                """);
        Config config = load(Map.of("PGBACKREST_PROCESS_MAX", "3"), "backup", "--stanza=demo", "--buffer-size=2MiB");

        assertThat(config.number(Option.PROCESS_MAX)).isEqualTo(3);
        assertThat(config.source(Option.PROCESS_MAX)).isEqualTo(Source.ENVIRONMENT);
        assertThat(config.required(Option.LOG_PATH)).isEqualTo("/global-command");
        assertThat(config.required(Option.LOCK_PATH)).isEqualTo("/stanza-command");
        assertThat(config.size(Option.BUFFER_SIZE)).isEqualTo(2 << 20);
        assertThat(config.time(Option.DB_TIMEOUT)).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void whatFilesMayNotSayIsWarnedAbout() throws IOException {
        file("etc/pgbackrest/pgbackrest.conf", """
                [global]
                bogus=1
                no-compress=y
                reset-compress=y
                online=n
                pg1-path=/x
                [global:info]
                process-max=4
                """);

        assertThat(load(Map.of("PGBACKREST_BOGUS", "1"), "info").warnings())
                .containsExactly(
                        "environment contains invalid option 'bogus'",
                        "configuration file contains option 'process-max' invalid for section 'global:info'",
                        "configuration file contains invalid option 'bogus'",
                        "configuration file contains negate option 'no-compress'",
                        "configuration file contains reset option 'reset-compress'",
                        "configuration file contains command-line only option 'online'");
    }

    @Test
    void warningsPrecedeTheErrorThatTheyExplain() throws IOException {
        file("pgbackrest.conf", "[global]\npg1-path=/x\n");
        String config = "--config=" + root.resolve("pgbackrest.conf");

        assertThat(InProcess.run("backup", "--stanza=demo", config).output()).matches("""
                P00   WARN: configuration file contains stanza-only option 'pg1-path' in global section 'global'
                P00  ERROR: \\[037]: backup command requires option: pg1-path
                (?s).*""");
    }

    @Test
    void includedFilesFollowTheMainOneInOrderOfNames() throws IOException {
        file("etc/pgbackrest/pgbackrest.conf", "[demo]\npg1-path=/pg\nrepo1-retention-full=1");
        file("etc/pgbackrest/conf.d/20.conf", "[demo]\nexclude=b\n");
        file("etc/pgbackrest/conf.d/10.conf", "[demo]\nexclude=a\n");
        file("etc/pgbackrest/conf.d/30.txt", "[demo]\nexclude=c\n");

        assertThat(load(Map.of(), "backup", "--stanza=demo").list(Option.EXCLUDE))
                .containsExactly("a", "b");
    }

    @Test
    void anExplicitFileSwitchesTheIncludeFolderOff() throws IOException {
        file("etc/pgbackrest/conf.d/10.conf", "[global]\nlog-path=/included\n");
        file("other.conf", "[global]\nlock-path=/other\n");

        Config config = load(Map.of(), "info", "--config=/other.conf");
        assertThat(config.required(Option.LOCK_PATH)).isEqualTo("/other");
        assertThat(config.required(Option.LOG_PATH)).isEqualTo("/var/log/pgbackrest");
        assertThat(load(Map.of(), "info", "--no-config").required(Option.LOG_PATH))
                .isEqualTo("/var/log/pgbackrest");
        assertThat(load(Map.of(), "info").required(Option.LOG_PATH)).isEqualTo("/included");
    }

    @Test
    void theBeginLineShowsWhatIsNotDefaultSortedAndWithoutSecrets() {
        Config config = load(
                Map.of("PGBACKREST_REPO1_CIPHER_PASS", "secret", "PGBACKREST_REPO1_CIPHER_TYPE", "aes-256-cbc"),
                "backup",
                "--stanza=a",
                "--pg1-path=/x",
                "--no-online",
                "--annotation=b=c d",
                "--annotation=a=b",
                "--repo1-retention-full=2",
                "--reset-process-max",
                "--no-config");

        assertThat(config.description())
                .isEqualTo("--annotation=a=b --annotation=\"b=c d\" --no-config --no-online --pg1-path=/x "
                        + "--reset-process-max --repo1-cipher-pass=<redacted> --repo1-cipher-type=aes-256-cbc "
                        + "--repo1-retention-full=2 --stanza=a");
    }

    @Test
    void onlyArgumentsThatTheOtherCommandKnowsAreHandedOn() {
        Config config = load(
                Map.of("PGBACKREST_LOCK_PATH", "/lock"),
                "restore",
                "--stanza=demo",
                "--pg1-path=/pg data",
                "--type=time",
                "--target=2030-01-01 00:00:00+00",
                "--log-level-console=info",
                "--process-max=4");

        assertThat(config.commandLineArguments(Command.ARCHIVE_GET))
                .containsExactly("--pg1-path=\"/pg data\"", "--stanza=demo");
    }

    @Test
    void retentionOfWalFollowsThatOfBackups() {
        Config config = load(Map.of(), "expire", "--stanza=a", "--repo1-retention-full=3");

        assertThat(config.number(Option.REPO_RETENTION_ARCHIVE)).isEqualTo(3);
        assertThat(config.isSet(Option.REPO_RETENTION_ARCHIVE)).isFalse();
    }

    @Test
    void chosenRepositoriesAreTheOnlyOnes() {
        Config config = load(Map.of(), "info", "--repo2-path=/b", "--repo5-path=/e", "--repo=5");

        assertThat(config.keys(Group.REPO)).containsExactly(5);
        assertThat(config.required(Option.REPO_PATH)).isEqualTo("/e");
    }

    @Test
    void wordsAfterAQuestionForHelpNameTheCommand() {
        assertThat(load(Map.of(), "backup", "--help").parameters()).containsExactly("backup");
        assertThat(load(Map.of(), "--version").command()).isEqualTo(Command.VERSION);
        assertThat(load(Map.of()).command()).isEqualTo(Command.HELP);
    }

    private Config load(Map<String, String> environment, String... arguments) {
        return new ConfigLoader(environment, root).load(List.of(arguments));
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
