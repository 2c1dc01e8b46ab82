package io.sounder.agent.interop;

import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.testing.ProcessResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A repository with a chain of three backups and two segments of WAL, all by one release. */
final class StoredChain implements AutoCloseable {
    static final String STANZA = "demo";
    private static final List<String> TYPES = List.of("full", "diff", "incr");
    /** The exit codes of an option that is not known or not allowed, and of an unknown version of PostgreSQL. */
    private static final Set<Integer> NOT_MADE_FOR_IT = Set.of(31, 46);

    private final Workplace workplace;
    private final Cell.Kind kind;
    private final Path folder;
    private final Path configuration;

    private StoredChain(Workplace workplace, Cell.Kind kind) {
        this.workplace = workplace;
        this.kind = kind;
        this.folder = history().folder(kind.name());
        this.configuration = folder.resolve("pgbackrest.conf");
    }

    /** An empty repository. */
    static StoredChain empty(Workplace workplace, Cell.Kind kind) {
        StoredChain chain = new StoredChain(workplace, kind);
        chain.configure();
        return chain;
    }

    private void configure() {
        List<String> lines = new ArrayList<>(List.of("[global]"));
        if (kind.store() == Store.BUCKET) {
            lines.addAll(workplace.bucket("/" + kind.name()));
        } else {
            lines.add("repo1-path=" + folder.resolve("repo"));
        }
        if (kind.cipher() != CipherType.NONE) {
            lines.add("repo1-cipher-type=" + kind.cipher().label());
            lines.add("repo1-cipher-pass=a pass phrase of no worth");
        }
        lines.addAll(List.of(
                "repo1-retention-full=9",
                "compress-type=" + kind.compression().label(),
                "lock-path=" + folder.resolve("lock"),
                "spool-path=" + folder.resolve("spool"),
                "log-level-file=off",
                "log-level-console=off",
                "log-level-stderr=error",
                "[" + STANZA + "]",
                "pg1-path=" + states().getFirst().data()));
        try {
            Files.write(configuration, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the repository; fails where the writer does. */
    void write() {
        run(kind.writer(), "stanza-create", "--no-online").orFail();
        for (Path segment : history().wal()) {
            run(kind.writer(), "archive-push", segment.toString()).orFail();
        }
        for (int index = 0; index < TYPES.size(); index++) {
            backup(TYPES.get(index), states().get(index)).orFail();
        }
    }

    /** What the writer says when it is not made for this kind of repository, or of cluster; empty if it is. */
    String refusal() {
        ProcessResult created = run(kind.writer(), "stanza-create", "--no-online");
        ProcessResult result = created.exitCode() == 0 ? backup("full", states().getFirst()) : created;
        return NOT_MADE_FOR_IT.contains(result.exitCode()) ? lastError(result) : "";
    }

    private ProcessResult backup(String type, ClusterState state) {
        List<String> options = new ArrayList<>(kind.layout().options());
        options.addAll(List.of("--no-online", "--type=" + type, "--pg1-path=" + state.data()));
        return run(kind.writer(), "backup", options.toArray(String[]::new));
    }

    /** The error line of a failed command, without time and process. */
    static String lastError(ProcessResult result) {
        return result.output()
                .lines()
                .filter(line -> line.contains("ERROR:"))
                .reduce((first, second) -> second)
                .map(line -> line.substring(line.indexOf("ERROR:") + "ERROR:".length())
                        .strip())
                .orElse("no end after a minute (exit code " + result.exitCode() + ")");
    }

    /** Runs a command of any release on this repository. */
    ProcessResult run(Release release, String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of("--config=" + configuration, "--stanza=" + STANZA, command));
        line.addAll(List.of(arguments));
        return workplace.engine(release).run(line);
    }

    /** A folder for what is restored from it. */
    Path folder(String name) {
        return folder.resolve(name.toLowerCase(Locale.ROOT));
    }

    Cell.Kind kind() {
        return kind;
    }

    /** What the backups hold, oldest first. */
    List<ClusterState> states() {
        return history().states();
    }

    ClusterHistory history() {
        return workplace.history(kind.server());
    }

    /** Deletes all that lies in the folder; what lies in the bucket goes with its server. */
    @Override
    public void close() {
        delete(folder);
    }

    /** Deletes a folder with its content. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
