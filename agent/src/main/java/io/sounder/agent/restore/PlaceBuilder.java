package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.ManifestLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Creates the folders and links of a backup that are missing, parents first. */
final class PlaceBuilder {
    private final RestoreContent content;
    private final FileMetadata metadata;
    private final Log log;

    PlaceBuilder(RestoreContent content, FileMetadata metadata, Log log) {
        this.content = content;
        this.metadata = metadata;
        this.log = log;
    }

    void build() {
        Map<String, Place> linkedFolders = content.layout().places().stream()
                .filter(place -> place.kind() == Place.Kind.LINKED_FOLDER)
                .collect(Collectors.toMap(Place::prefix, Function.identity()));
        try {
            for (Map.Entry<String, Attributes> each : content.manifest().paths().entrySet()) {
                Optional<Path> path = content.layout().path(each.getKey());
                Place linked = linkedFolders.get(each.getKey());
                if (linked != null) {
                    createFolder(linked.folder(), each.getValue());
                    createLink(linked.link().orElseThrow());
                } else if (path.isPresent()) {
                    createFolder(path.get(), each.getValue());
                }
            }
            for (Place place : content.layout().places()) {
                buildOther(place);
            }
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_CREATE, "unable to create folders: " + e, e);
        }
    }

    private void buildOther(Place place) throws IOException {
        if (place.kind() == Place.Kind.LINKED_FILE) {
            createFolder(place.folder(), content.dataFolder());
        }
        if (place.kind() == Place.Kind.LINKED_FILE || place.kind() == Place.Kind.TABLESPACE) {
            createLink(place.link().orElseThrow());
        }
    }

    private void createFolder(Path path, Attributes attributes) throws IOException {
        boolean found = Files.isDirectory(path);
        if (found && !path.equals(content.layout().pgData())) {
            return;
        }
        if (!found) {
            log.detail("create path '" + path + "'");
            Files.createDirectories(path, FileMetadata.FOLDER);
        }
        metadata.apply(path, attributes.mode(), attributes.user(), attributes.group());
    }

    private void createLink(Place.PlacedLink link) throws IOException {
        if (Files.exists(link.path(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        log.detail("create symlink '" + link.path() + "' to '" + link.destination() + "'");
        Files.createSymbolicLink(link.path(), Path.of(link.destination()));
        ManifestLink recorded = content.manifest().links().get(link.name());
        Attributes data = content.dataFolder();
        metadata.ownLink(
                link.path(),
                recorded == null ? data.user() : recorded.user(),
                recorded == null ? data.group() : recorded.group());
    }
}
