package io.sounder.agent.base;

/** Listens to how far a long command has come; all numbers are bytes. Called by one thread at a time. */
public interface Progress {
    /** Announces how much there is to do. */
    void total(long bytes);

    /** Reports how much is done so far, not the difference to the last call. */
    void done(long bytes);

    /**
     * The work is done, and from here on the command is completed, even if it is asked to end. Does not return if it was
     * asked before.
     */
    default void completing() {}

    /** A listener that ignores everything. */
    static Progress none() {
        return NoProgress.INSTANCE;
    }
}
