package io.sounder.agent.format;

import java.util.Optional;

/**
 * Where a part of a backup came from: the data folder, a tablespace, or what another link pointed to.
 *
 * @param path the folder; for a link as it was stored in the link, possibly relative
 * @param file for a link to a file its base name
 */
public record ManifestTarget(
        boolean link,
        String path,
        Optional<String> file,
        Optional<String> tablespaceId,
        Optional<String> tablespaceName) {
    public static ManifestTarget path(String path) {
        return new ManifestTarget(false, path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static ManifestTarget tablespace(String path, String id, String name) {
        return new ManifestTarget(true, path, Optional.empty(), Optional.of(id), Optional.of(name));
    }

    public static ManifestTarget linkToFolder(String path) {
        return new ManifestTarget(true, path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static ManifestTarget linkToFile(String folder, String file) {
        return new ManifestTarget(true, folder, Optional.of(file), Optional.empty(), Optional.empty());
    }

    public boolean isTablespace() {
        return tablespaceId.isPresent();
    }
}
