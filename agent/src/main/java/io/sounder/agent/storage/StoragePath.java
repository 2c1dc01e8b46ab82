package io.sounder.agent.storage;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/** The name of a file or folder below the root of a storage: parts joined by {@code /}; the root itself is empty. */
public record StoragePath(String value) implements Comparable<StoragePath> {
    public static final StoragePath ROOT = new StoragePath("");

    public StoragePath {
        if (!value.isEmpty() && !Arrays.stream(value.split("/", -1)).allMatch(StoragePath::isPart)) {
            throw new AgentException(ErrorCode.ASSERT, "'" + value + "' is not a path below a repository");
        }
    }

    private static boolean isPart(String part) {
        return !part.isEmpty() && !part.equals(".") && !part.equals("..") && part.indexOf('\0') < 0;
    }

    /** The path made of these parts, each of which may hold several. */
    public static StoragePath of(String... parts) {
        return new StoragePath(String.join("/", parts));
    }

    /** A file or folder below this one. */
    public StoragePath resolve(String child) {
        return new StoragePath(value.isEmpty() ? child : value + "/" + child);
    }

    /** The last part. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The folder this is in; empty for the root. */
    public Optional<StoragePath> parent() {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        int slash = value.lastIndexOf('/');
        return Optional.of(slash < 0 ? ROOT : new StoragePath(value.substring(0, slash)));
    }

    @Override
    public int compareTo(StoragePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
