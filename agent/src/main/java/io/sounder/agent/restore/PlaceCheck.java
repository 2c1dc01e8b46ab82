package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** Refuses places that belong to somebody else or hold files that nobody allowed to replace. Changes nothing. */
final class PlaceCheck {
    private static final int OWNER_ALL = 0700;

    private final boolean mayReplace;
    private final Set<String> tolerated;
    private final Log log;

    /**
     * @param tolerated names in the data folder that are no obstacle
     */
    PlaceCheck(boolean mayReplace, Set<String> tolerated, Log log) {
        this.mayReplace = mayReplace;
        this.tolerated = tolerated;
        this.log = log;
    }

    void check(Place place) {
        log.detail("check '" + place.folder() + "' exists");
        if (!Files.exists(place.folder())) {
            return;
        }
        if (!Files.isDirectory(place.folder())) {
            throw new AgentException(
                    ErrorCode.PATH_OPEN, "unable to restore to '" + place.folder() + "', it is not a folder");
        }
        requireAccess(place.folder());
        if (place.kind() == Place.Kind.LINKED_FILE) {
            requireNoFile(place);
        } else if (!mayReplace) {
            requireEmpty(place);
        }
    }

    private static void requireAccess(Path folder) {
        int user = FileMetadata.processUid();
        if (user != 0 && FileMetadata.uid(folder) != user) {
            throw new AgentException(
                    ErrorCode.PATH_OPEN, "unable to restore to path '" + folder + "' not owned by current user");
        }
        try {
            if ((FileMetadata.mode(folder) & OWNER_ALL) != OWNER_ALL) {
                throw new AgentException(
                        ErrorCode.PATH_OPEN, "unable to restore to path '" + folder + "' without rwx permissions");
            }
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get info for '" + folder + "'", e);
        }
    }

    private void requireNoFile(Place place) {
        Path file = place.link().orElseThrow().leadsTo();
        if (!mayReplace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new AgentException(
                            ErrorCode.FILE_EXISTS, "unable to restore file '" + file + "' because it already exists")
                    .withHint("try using --delta if this is what you intended");
        }
    }

    private void requireEmpty(Place place) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place.folder())) {
            for (Path entry : entries) {
                boolean harmless =
                        place.kind() == Place.Kind.DATA && tolerated.contains(String.valueOf(entry.getFileName()));
                if (!harmless) {
                    throw new AgentException(
                                    ErrorCode.PATH_NOT_EMPTY,
                                    "unable to restore to path '" + place.folder() + "' because it contains files")
                            .withHint("try using --delta if this is what you intended");
                }
            }
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list '" + place.folder() + "'", e);
        }
    }
}
