package io.sounder.agent.os;

/** The scheduling priority of this process. */
@SuppressWarnings("DoNotCallSuggester")
public final class Nice {
    private Nice() {}

    /** Sets the priority, -20 (first) to 19 (last). */
    public static void set(int priority) {
        throw new UnsupportedOperationException();
    }
}
