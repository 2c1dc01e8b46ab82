package io.sounder.agent.os;

import java.nio.file.Path;
import java.util.Optional;

/** Names of users and groups to ids and back, remembered; and changing owners. Safe for use by several threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class FileOwner {
    /** Whether this process may give files away. */
    public static boolean isRoot() {
        throw new UnsupportedOperationException();
    }

    /** The user this process runs as. */
    public static int processUid() {
        throw new UnsupportedOperationException();
    }

    /** The name of the user that owns a file; empty if the id has no name. */
    public Optional<String> user(Path path, int uid) {
        throw new UnsupportedOperationException();
    }

    /** The name of the group of a file; empty if the id has no name. */
    public Optional<String> group(Path path, int gid) {
        throw new UnsupportedOperationException();
    }

    public Optional<Integer> uid(String user) {
        throw new UnsupportedOperationException();
    }

    public Optional<Integer> gid(String group) {
        throw new UnsupportedOperationException();
    }

    /** Changes owner and group of a file or link itself. */
    public void change(Path path, int uid, int gid) {
        throw new UnsupportedOperationException();
    }
}
