package io.sounder.agent.os;

import io.sounder.agent.base.NativeFunction;

/** The file mode creation mask of this process. */
public final class Umask {
    private Umask() {}

    /** Sets the mask and returns the one before. */
    public static int set(int mask) {
        return NativeFunction.ofC("umask").callInt(NativeFunction.number(mask));
    }
}
