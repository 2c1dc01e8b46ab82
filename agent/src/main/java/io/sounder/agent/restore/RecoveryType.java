package io.sounder.agent.restore;

import java.util.Locale;

/** How far the server replays WAL after the restore; the names are the values of option {@code type}. */
public enum RecoveryType {
    DEFAULT,
    PRESERVE,
    IMMEDIATE,
    STANDBY,
    NONE,
    NAME,
    TIME,
    LSN,
    XID;

    /** The value of the option, which is also the suffix of {@code recovery_target_...} where there is one. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with that option value. */
    public static RecoveryType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether the type takes a target value. */
    public boolean hasTarget() {
        return this == NAME || this == TIME || this == LSN || this == XID;
    }

    /** Whether the server replays WAL from the archive as the settings say, which restore then writes. */
    boolean recovers() {
        return this != PRESERVE && this != NONE;
    }
}
