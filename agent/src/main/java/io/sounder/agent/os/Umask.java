package io.sounder.agent.os;

/** The file mode creation mask of this process. */
@SuppressWarnings("DoNotCallSuggester")
public final class Umask {
    private Umask() {}

    /** Sets the mask and returns the one before. */
    public static int set(int mask) {
        throw new UnsupportedOperationException();
    }
}
