package io.sounder.agent.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a cluster, on this host or another one; paths are those of that host. Errors name the path and have the
 * code of what was tried. Safe for use by several threads.
 */
public interface HostFiles {
    /** The names in a folder, sorted; empty when the folder vanished. */
    List<String> names(Path folder);

    /** What stands there, links are not followed; empty if nothing does. */
    Optional<FileStat> stat(Path path);

    /** What the path leads to, links are followed; empty if it is missing. */
    Optional<FileStat> following(Path path);

    /** The name of the user that owns a file of which this was found out; empty if the id has no name. */
    Optional<String> user(Path path, FileStat stat);

    /** The name of the group. */
    Optional<String> group(Path path, FileStat stat);

    /** Where a symbolic link points to, as it is written there. */
    Path link(Path link);

    /**
     * Opens a file; empty when it is missing.
     *
     * @param limit bytes after which reading from front to back ends
     */
    Optional<Content> open(Path path, long limit);

    /** The SHA-1 of a file up to a limit, where asking for it costs less than reading the file; else empty. */
    default Optional<Digest> digest(Path path, long limit) {
        return Optional.empty();
    }

    /**
     * The digest of what a file had at one moment.
     *
     * @param size bytes that were read
     * @param sha1 in hex
     */
    record Digest(long size, String sha1) {}

    /** An open file. For one thread. */
    interface Content extends AutoCloseable {
        /** Fills the buffer as far as the file goes; the number of bytes, 0 at the end. */
        int fill(byte[] buffer) throws IOException;

        /** Fills the buffer from a place in the file as it is now; false when it does not reach so far. */
        boolean fillAt(long position, byte[] buffer) throws IOException;

        @Override
        void close() throws IOException;
    }
}
