package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What one call of {@code stat} tells: kind, twelve permission bits, owner ids, size in bytes, change time in Unix
 * seconds.
 */
public record FileStat(Kind kind, int mode, int uid, int gid, long size, long modified) {
    private static final String WANTED = "unix:mode,uid,gid,size,lastModifiedTime";
    private static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000;
    private static final int TYPE_FILE = 0100000;
    private static final int TYPE_PATH = 0040000;
    private static final int TYPE_LINK = 0120000;

    /** What a file is. */
    public enum Kind {
        FILE,
        PATH,
        LINK,
        SPECIAL
    }

    /** The file itself, links are not followed; empty if it is missing. */
    public static Optional<FileStat> of(Path path) {
        return stat(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** What the path leads to, links are followed; empty if it is missing. */
    public static Optional<FileStat> following(Path path) {
        return stat(path);
    }

    private static Optional<FileStat> stat(Path path, LinkOption... links) {
        try {
            Map<String, Object> values = Files.readAttributes(path, WANTED, links);
            int mode = (int) value(values, "mode");
            long modified = ((FileTime) value(values, "lastModifiedTime")).to(TimeUnit.SECONDS);
            return Optional.of(new FileStat(
                    kind(mode),
                    mode & PERMISSIONS,
                    (int) value(values, "uid"),
                    (int) value(values, "gid"),
                    (long) value(values, "size"),
                    modified));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get info for path/file '" + path + "': " + e, e);
        }
    }

    private static Object value(Map<String, Object> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }

    private static Kind kind(int mode) {
        return switch (mode & TYPE) {
            case TYPE_FILE -> Kind.FILE;
            case TYPE_PATH -> Kind.PATH;
            case TYPE_LINK -> Kind.LINK;
            default -> Kind.SPECIAL;
        };
    }
}
