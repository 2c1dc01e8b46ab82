package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything of a backup goes on this machine.
 *
 * @param tablespaces the folder of each tablespace by oid
 * @param places all folders to fill, the data folder first
 */
record Layout(Path pgData, Map<String, Path> tablespaces, List<Place> places) {
    static final String DATA = "pg_data";
    static final String TABLESPACES = "pg_tblspc";
    private static final String DATA_PREFIX = DATA + "/";
    private static final String TABLESPACE_PREFIX = TABLESPACES + "/";

    Layout {
        tablespaces = Map.copyOf(tablespaces);
        places = List.copyOf(places);
    }

    /**
     * The path of a file or folder by its manifest name; none for the artificial parent of all tablespaces; error 29 if
     * the name leads out of its place.
     */
    Optional<Path> path(String name) {
        if (name.equals(DATA)) {
            return Optional.of(pgData);
        }
        if (name.startsWith(DATA_PREFIX)) {
            return Optional.of(below(pgData, name.substring(DATA_PREFIX.length())));
        }
        return name.startsWith(TABLESPACE_PREFIX)
                ? inTablespace(name.substring(TABLESPACE_PREFIX.length()))
                : Optional.empty();
    }

    private Optional<Path> inTablespace(String rest) {
        int slash = rest.indexOf('/');
        String oid = slash < 0 ? rest : rest.substring(0, slash);
        return Optional.ofNullable(tablespaces.get(oid))
                .map(folder -> slash < 0 ? folder : below(folder, rest.substring(slash + 1)));
    }

    /** The last check before something is written: manifests with such names are refused when they are read. */
    private static Path below(Path folder, String name) {
        try {
            Path part = Path.of(name);
            if (!part.isAbsolute() && part.normalize().equals(part) && !part.startsWith("..")) {
                return folder.resolve(part);
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw new AgentException(ErrorCode.FORMAT, "manifest entry '" + name + "' leads out of '" + folder + "'");
    }

    List<Place.PlacedLink> links() {
        return places.stream().flatMap(place -> place.link().stream()).toList();
    }
}
