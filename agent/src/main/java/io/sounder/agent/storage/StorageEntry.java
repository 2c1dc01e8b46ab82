package io.sounder.agent.storage;

import java.time.Instant;
import java.util.Optional;

/** What a storage knows about a file, folder or link: its name without folder, size in bytes, time of last change. */
public record StorageEntry(String name, Kind kind, long size, Instant modified, Optional<String> linkTarget) {
    /** What an entry is; special are devices, pipes and sockets. */
    public enum Kind {
        FILE,
        PATH,
        LINK,
        SPECIAL
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isPath() {
        return kind == Kind.PATH;
    }

    public boolean isLink() {
        return kind == Kind.LINK;
    }
}
