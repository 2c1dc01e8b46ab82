package io.sounder.agent.info;

/** The state of a stanza, in one repository or in all; numbers and words are what monitoring scripts look for. */
public enum Status {
    OK(0, "ok"),
    MISSING_STANZA_PATH(1, "missing stanza path"),
    NO_BACKUP(2, "no valid backups"),
    MISSING_STANZA_DATA(3, "missing stanza data"),
    MIXED(4, "different across repos"),
    DATABASE_MISMATCH(5, "database mismatch across repos"),
    BACKUP_MISSING(6, "requested backup not found"),
    OTHER(99, "other");

    private final int code;
    private final String message;

    Status(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The number in the JSON output. */
    public int code() {
        return code;
    }

    /** The words in both outputs. */
    public String message() {
        return message;
    }
}
