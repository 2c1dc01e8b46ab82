package io.sounder.agent.base;

import java.util.Locale;

/** What a backup holds: everything, the difference to the last full, or the difference to the last backup. */
public enum BackupType {
    FULL('F'),
    DIFF('D'),
    INCR('I');

    private final char letter;

    BackupType(char letter) {
        this.letter = letter;
    }

    /** The last letter of a label. */
    public char letter() {
        return letter;
    }

    /** The word in options, messages and files: {@code full}, {@code diff} or {@code incr}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type that {@link #label} names; error for any other text. */
    public static BackupType of(String label) {
        for (BackupType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new AgentException(ErrorCode.FORMAT, "'" + label + "' is not a backup type");
    }
}
