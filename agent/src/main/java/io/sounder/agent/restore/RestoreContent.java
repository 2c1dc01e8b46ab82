package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What of a backup is restored, and where. Immutable. */
final class RestoreContent {
    static final String CONTROL = "pg_data/global/pg_control";
    static final String AUTO_CONF = "pg_data/postgresql.auto.conf";
    private static final String TABLESPACE_MAP = "pg_data/tablespace_map";

    private final Manifest manifest;
    private final Layout layout;
    private final List<ManifestFile> files;

    /**
     * @param keepsSettings the server's settings are those that are there already
     */
    RestoreContent(Manifest manifest, Layout layout, boolean keepsSettings) {
        this.manifest = manifest;
        this.layout = layout;
        Set<String> dropped = keepsSettings ? Set.of(TABLESPACE_MAP, AUTO_CONF) : Set.of(TABLESPACE_MAP);
        this.files = manifest.files().stream()
                .filter(file -> !dropped.contains(file.name()))
                .sorted(RestoreOrder::compare)
                .toList();
    }

    Manifest manifest() {
        return manifest;
    }

    Layout layout() {
        return layout;
    }

    /** The files in the order of their restore: stored alone by size, then bundled ones in the order of their bytes. */
    List<ManifestFile> files() {
        return files;
    }

    long size() {
        return files.stream().mapToLong(ManifestFile::size).sum();
    }

    Path path(ManifestFile file) {
        return path(file.name());
    }

    Path path(String name) {
        return layout.path(name)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.FORMAT, "manifest entry '" + name + "' is in none of the backup's targets"));
    }

    /** Look-up of files by name, made anew by each call. */
    Function<String, Optional<ManifestFile>> byName() {
        var index = files.stream().collect(Collectors.toMap(ManifestFile::name, Function.identity()));
        return name -> Optional.ofNullable(index.get(name));
    }

    Optional<Attributes> folder(String name) {
        return Optional.ofNullable(manifest.paths().get(name));
    }

    /** The attributes of the data folder. */
    Attributes dataFolder() {
        return folder(Layout.DATA)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.FORMAT, "manifest of backup " + manifest.label() + " has no path 'pg_data'"));
    }
}
