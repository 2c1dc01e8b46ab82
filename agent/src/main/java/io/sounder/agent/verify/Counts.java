package io.sounder.agent.verify;

/** How many files of an archive or backup were looked at, how many are valid, and what is wrong with the others. */
public record Counts(long checked, long valid, long missing, long checksum, long size, long other) {
    /** Whether every file is as it should be. */
    public boolean clean() {
        return checked == valid;
    }

    /** The number for one kind of problem. */
    public long of(Problem problem) {
        return switch (problem) {
            case MISSING -> missing;
            case CHECKSUM -> checksum;
            case SIZE -> size;
            case OTHER -> other;
        };
    }
}
