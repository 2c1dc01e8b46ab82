package io.sounder.agent.format;

/** The release of the original whose format this program writes; it appears in every info file. */
public final class BackrestVersion {
    /** What {@code backrest-version} says in files written by this program. */
    public static final String WRITTEN = "2.59.1";

    /** The number of the repository format, the same in all releases since 1.0. */
    public static final int FORMAT = 5;

    private BackrestVersion() {}
}
