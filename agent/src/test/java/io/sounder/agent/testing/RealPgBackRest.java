package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The original pgbackrest program as installed by the distribution, run as the server's user without any configuration
 * file. Tests that need it are skipped, visibly, where it is absent.
 */
public final class RealPgBackRest {
    /** The stanza that tests use. */
    public static final String STANZA = "demo";

    private static final Path PROGRAM = Path.of("/usr/bin/pgbackrest");
    private final List<String> options;

    private RealPgBackRest(List<String> options) {
        this.options = options;
    }

    /** One for a repository folder and a cluster. Its locks lie in {@code <repository>/../lock}. */
    public static RealPgBackRest of(Path repository, EmbeddedPostgres postgres) {
        Assumptions.assumeTrue(isOriginal(), "no original pgbackrest at " + PROGRAM);
        List<String> options = new ArrayList<>();
        options.add("--no-config");
        options.add("--stanza=" + STANZA);
        options.add("--repo1-path=" + repository);
        options.add("--pg1-path=" + postgres.data());
        options.add("--pg1-socket-path=" + postgres.socketFolder());
        options.add("--pg1-port=" + EmbeddedPostgres.PORT);
        options.add("--pg1-user=postgres");
        options.add("--log-level-file=off");
        options.add("--log-level-console=info");
        options.add("--lock-path=" + repository.resolveSibling("lock"));
        options.add("--spool-path=" + repository.resolveSibling("spool"));
        return new RealPgBackRest(options);
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
        List<String> given = List.of(arguments);
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        for (String option : options) {
            String name = option.contains("=") ? option.substring(0, option.indexOf('=') + 1) : option;
            if (given.stream().noneMatch(each -> each.startsWith(name))) {
                command.add(option);
            }
        }
        command.addAll(given);
        return command;
    }

    /** The value for {@code archive_command} with more options, such as a compress type. */
    public String archiveCommand(String... more) {
        List<String> command = line("archive-push");
        command.addAll(List.of(more));
        return String.join(" ", command) + " \"%p\"";
    }
}
