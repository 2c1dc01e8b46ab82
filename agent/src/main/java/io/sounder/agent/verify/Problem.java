package io.sounder.agent.verify;

/** What can be wrong with a file of a repository. */
public enum Problem {
    MISSING("file missing", "missing"),
    CHECKSUM("invalid checksum", "checksum invalid"),
    SIZE("invalid size", "size invalid"),
    /** It could not be looked at, or contradicts other files. */
    OTHER("invalid result", "other");

    private final String verdict;
    private final String label;

    Problem(String verdict, String label) {
        this.verdict = verdict;
        this.label = label;
    }

    /** The beginning of a log line about one file. */
    public String verdict() {
        return verdict;
    }

    /** The word before a number of files. */
    public String label() {
        return label;
    }
}
