package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.ManifestFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Removes from places what the backup does not have there and corrects modes and owners of what stays. */
final class PlaceCleaner {
    private final RestoreContent content;
    private final Function<String, Optional<ManifestFile>> files;
    private final Map<String, String> links;
    private final FileMetadata metadata;
    private final Set<String> kept;
    private final Log log;

    /**
     * @param kept names in the data folder that stay although the backup has none
     */
    PlaceCleaner(RestoreContent content, FileMetadata metadata, Set<String> kept, Log log) {
        this.content = content;
        this.files = content.byName();
        this.links = content.layout().links().stream()
                .collect(Collectors.toMap(Place.PlacedLink::name, Place.PlacedLink::destination));
        this.metadata = metadata;
        this.kept = kept;
        this.log = log;
    }

    void clean(Place place) {
        if (place.kind() == Place.Kind.LINKED_FILE || !Files.isDirectory(place.folder())) {
            return;
        }
        log.info("remove invalid files/links/paths from '" + place.folder() + "'");
        try {
            cleanFolder(place.folder(), place.prefix(), place.kind() == Place.Kind.DATA);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_REMOVE, "unable to clean '" + place.folder() + "': " + e.getMessage(), e);
        }
    }

    private void cleanFolder(Path folder, String name, boolean top) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String base = String.valueOf(entry.getFileName());
                if (!(top && kept.contains(base))) {
                    cleanEntry(entry, name + "/" + base);
                }
            }
        }
    }

    private void cleanEntry(Path entry, String name) throws IOException {
        BasicFileAttributes found = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (links.containsKey(name)) {
            cleanLink(entry, found, links.get(name));
        } else if (found.isDirectory() && content.folder(name).isPresent()) {
            Attributes folder = content.folder(name).get();
            metadata.apply(entry, folder.mode(), folder.user(), folder.group());
            cleanFolder(entry, name, false);
        } else if (found.isRegularFile() && files.apply(name).isPresent()) {
            ManifestFile file = files.apply(name).get();
            metadata.apply(entry, file.mode(), file.user(), file.group());
        } else {
            remove(entry, found);
        }
    }

    private void cleanLink(Path entry, BasicFileAttributes found, @Nullable String destination) throws IOException {
        boolean right = found.isSymbolicLink()
                && Files.readSymbolicLink(entry).toString().equals(destination);
        if (!right) {
            remove(entry, found);
        }
    }

    private void remove(Path entry, BasicFileAttributes found) throws IOException {
        if (found.isDirectory()) {
            log.detail("remove invalid path '" + entry + "'");
            FolderTree.delete(entry);
        } else {
            log.detail("remove invalid " + (found.isSymbolicLink() ? "link" : "file") + " '" + entry + "'");
            Files.delete(entry);
        }
    }
}
