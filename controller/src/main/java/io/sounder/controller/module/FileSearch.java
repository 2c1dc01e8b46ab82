package io.sounder.controller.module;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a controller's file that a task names. Immutable. */
public record FileSearch(List<Path> folders) {
    public FileSearch {
        folders = List.copyOf(folders);
    }

    /**
     * The file or folder of that name: in each folder's sub-folder {@code kind} first, then in the folder itself.
     *
     * @param kind {@code files}, {@code templates}, {@code vars} or {@code tasks}
     */
    public Optional<Path> find(String kind, String name) {
        return candidates(kind, name).stream().filter(Files::exists).findFirst();
    }

    /** Like {@link #find}, but its absence is a failure that says where it was sought. */
    public Path get(String kind, String name) {
        return find(kind, name)
                .orElseThrow(() -> new ModuleException("Could not find or access '" + name + "'; searched in: "
                        + String.join(
                                ", ",
                                candidates(kind, name).stream()
                                        .map(Path::toString)
                                        .toList())));
    }

    private List<Path> candidates(String kind, String name) {
        String path = name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
        if (Path.of(path).isAbsolute()) {
            return List.of(Path.of(path));
        }
        List<Path> all = new ArrayList<>();
        for (Path folder : folders) {
            all.add(folder.resolve(kind).resolve(path).normalize());
            all.add(folder.resolve(path).normalize());
        }
        return all;
    }
}
