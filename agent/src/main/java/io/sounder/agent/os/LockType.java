package io.sounder.agent.os;

import java.util.Locale;

/** What a lock protects; its lower-case name is part of the lock file's name. */
public enum LockType {
    ARCHIVE,
    BACKUP,
    RESTORE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
