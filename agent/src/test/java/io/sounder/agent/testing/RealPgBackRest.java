package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The original pgbackrest program as installed by the distribution, run as the server's user with a configuration of its
 * own. Tests that need it are skipped, visibly, where it is absent.
 */
public final class RealPgBackRest {
    /** The stanza that tests use. */
    public static final String STANZA = "demo";

    private static final Path PROGRAM = Path.of("/usr/bin/pgbackrest");
    private final Path program;
    private final Path configuration;

    private RealPgBackRest(Path program, Path configuration) {
        this.program = program;
        this.configuration = configuration;
    }

    /** One for a repository folder and a cluster. Its configuration, locks and spool lie beside the repository. */
    public static RealPgBackRest of(Path repository, EmbeddedPostgres postgres) {
        return of(repository, postgres, List.of("repo1-path=" + repository));
    }

    /** One with a repository elsewhere, which these lines of a configuration describe. */
    public static RealPgBackRest of(Path repository, EmbeddedPostgres postgres, List<String> lines) {
        return new RealPgBackRest(program(), configuration(repository, postgres, lines));
    }

    /** The program as installed; skips the test, visibly, where it is absent. */
    public static Path program() {
        Assumptions.assumeTrue(isOriginal(), "no original pgbackrest at " + PROGRAM);
        return PROGRAM;
    }

    /** One of a release that knows block incrementals. */
    public static RealPgBackRest newer(Path repository, EmbeddedPostgres postgres) {
        return new RealPgBackRest(
                newerProgram(), configuration(repository, postgres, List.of("repo1-path=" + repository)));
    }

    /**
     * A release that knows block incrementals (2.46 or later), named by the system property {@code
     * sounder.pgbackrest.newer}; skips the test, visibly, where there is none.
     */
    public static Path newerProgram() {
        String program = System.getProperty("sounder.pgbackrest.newer", "");
        Assumptions.assumeTrue(
                !program.isEmpty(),
                "no newer pgbackrest: sounder.pgbackrest.newer is not set, see bin/lib/newer-pgbackrest");
        return Path.of(program);
    }

    private static Path configuration(Path repository, EmbeddedPostgres postgres, List<String> lines) {
        Path configuration = repository.resolveSibling("pgbackrest-" + repository.getFileName() + ".conf");
        String text = """
                [global]
                %s
                lock-path=%s
                spool-path=%s
                log-level-file=off
                log-level-console=info
                start-fast=y
                [%s]
                pg1-path=%s
                pg1-socket-path=%s
                pg1-port=%d
                pg1-user=postgres
                """.formatted(
                        String.join("\n", lines),
                        repository.resolveSibling("lock"),
                        repository.resolveSibling("spool"),
                        STANZA,
                        postgres.data(),
                        postgres.socketFolder(),
                        EmbeddedPostgres.PORT);
        try {
            Files.writeString(configuration, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Unprivileged.own(configuration);
        return configuration;
    }

    /** Adds lines to the section of all stanzas. */
    public RealPgBackRest configured(String... lines) {
        try {
            String text = Files.readString(configuration);
            Files.writeString(
                    configuration, text.replace("[global]\n", "[global]\n" + String.join("\n", lines) + "\n"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOriginal() {
        try {
            return Files.isExecutable(PROGRAM) && Files.size(PROGRAM) > 200_000;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with further options and parameters; the command word comes first in {@code arguments}. */
    public ProcessResult run(String... arguments) {
        return ProcessResult.of(Unprivileged.command(line(arguments)));
    }

    /** The whole command line, for callers that start the process themselves. */
    public List<String> line(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--config=" + configuration, "--stanza=" + STANZA));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The value for {@code archive_command} with more options, such as a compress type. */
    public String archiveCommand(String... more) {
        List<String> command = line("archive-push");
        command.addAll(List.of(more));
        return String.join(" ", command) + " \"%p\"";
    }
}
