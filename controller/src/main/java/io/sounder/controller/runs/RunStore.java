package io.sounder.controller.runs;

import io.sounder.controller.report.Json;
import io.sounder.controller.template.value.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder with the files of runs. Only its owner can read it. The oldest files go when there are too many. */
public final class RunStore {
    /** How many runs are kept. */
    static final int KEPT = 200;

    private static final String SUFFIX = ".json";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    public RunStore(Path folder) {
        this.folder = folder;
    }

    /**
     * The store that the environment names: below {@code SOUNDER_STATE}, else {@code XDG_STATE_HOME}, else the home
     * folder; empty when there is none of them.
     */
    public static Optional<RunStore> of(Map<String, String> environment) {
        return given(environment, "SOUNDER_STATE")
                .or(() -> given(environment, "XDG_STATE_HOME").map(state -> state.resolve("sounder")))
                .or(() -> given(environment, "HOME").map(home -> home.resolve(".local/state/sounder")))
                .map(state -> new RunStore(state.resolve("runs")));
    }

    private static Optional<Path> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /** Writes or replaces the file of a run, and drops the oldest beyond the limit. */
    void keep(RunRecord run) throws IOException {
        Files.createDirectories(folder, PRIVATE_FOLDER);
        Path fresh = Files.createTempFile(folder, ".run", "", PRIVATE_FILE);
        try {
            Files.writeString(fresh, Json.pretty(run.plain()) + "\n");
            Files.move(fresh, folder.resolve(run.id() + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        List<Path> files = files();
        for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().matches("[0-9a-z]+\\.json"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    /** All runs, oldest first; files that cannot be read as one are passed over. */
    public List<RunRecord> all() throws IOException {
        List<RunRecord> runs = new ArrayList<>();
        for (Path file : files()) {
            read(file).ifPresent(runs::add);
        }
        return runs;
    }

    /** The run of that id. */
    public Optional<RunRecord> find(String id) throws IOException {
        Path file = folder.resolve(id + SUFFIX);
        return id.matches("[0-9a-z]+") && Files.isRegularFile(file) ? read(file) : Optional.empty();
    }

    private static Optional<RunRecord> read(Path file) throws IOException {
        try {
            return Optional.of(RunRecord.parse(Files.readString(file)));
        } catch (EvaluationException | IllegalArgumentException | ClassCastException | DateTimeException e) {
            // not written by us, or cut short by a full disk
            return Optional.empty();
        }
    }
}
