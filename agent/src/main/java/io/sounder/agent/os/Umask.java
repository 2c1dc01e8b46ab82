package io.sounder.agent.os;

/** The file mode creation mask of this process. */
public final class Umask {
    private Umask() {}

    /** Sets the mask and returns the one before. */
    public static int set(int mask) {
        return (int) Libc.umask(mask).value();
    }
}
