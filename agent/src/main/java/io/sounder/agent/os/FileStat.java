package io.sounder.agent.os;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What one call of {@code lstat} tells: kind, twelve permission bits, owner ids, size in bytes, change time in Unix
 * seconds.
 */
@SuppressWarnings("DoNotCallSuggester")
public record FileStat(Kind kind, int mode, int uid, int gid, long size, long modified) {
    /** What a file is. */
    public enum Kind {
        FILE,
        PATH,
        LINK,
        SPECIAL
    }

    /** The file itself, links are not followed; empty if it is missing. */
    public static Optional<FileStat> of(Path path) {
        throw new UnsupportedOperationException();
    }

    /** What the path leads to, links are followed; empty if it is missing. */
    public static Optional<FileStat> following(Path path) {
        throw new UnsupportedOperationException();
    }
}
