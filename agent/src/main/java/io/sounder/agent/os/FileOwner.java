package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.NativeFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The names of user and group ids, remembered, and who this process is. Safe for use by several threads. */
public final class FileOwner {
    private final Map<Integer, Optional<String>> users = new ConcurrentHashMap<>();
    private final Map<Integer, Optional<String>> groups = new ConcurrentHashMap<>();

    /** Whether this process may give files away. */
    public static boolean isRoot() {
        return processUid() == 0;
    }

    /** The user this process runs as. */
    public static int processUid() {
        return NativeFunction.ofC("geteuid").callInt();
    }

    /** The name of the user that owns a file with this owner id; empty if the id has no name. */
    public Optional<String> user(Path path, int uid) {
        return users.computeIfAbsent(uid, id -> named(attributes(path).owner().getName(), id));
    }

    /** The name of the group of a file with this group id; empty if the id has no name. */
    public Optional<String> group(Path path, int gid) {
        return groups.computeIfAbsent(gid, id -> named(attributes(path).group().getName(), id));
    }

    /** Java names ids without name by their number. */
    private static Optional<String> named(String name, int id) {
        return name.equals(Integer.toString(id)) ? Optional.empty() : Optional.of(name);
    }

    private static PosixFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get owner of '" + path + "': " + e, e);
        }
    }
}
