package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** The scheduling priority of this process. */
public final class Nice {
    private static final int PROCESS = 0;

    private Nice() {}

    /** Sets the priority, -20 (first) to 19 (last). */
    public static void set(int priority) {
        Libc.Result result = Libc.setPriority(PROCESS, 0, priority);
        if (result.failed()) {
            throw new AgentException(
                    ErrorCode.KERNEL, "unable to set priority to " + priority + ": error " + result.errno());
        }
    }
}
