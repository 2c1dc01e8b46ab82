package io.sounder.agent.os;

import io.sounder.agent.base.NativeFunction;

/** This process and others. */
public final class Processes {
    private Processes() {}

    public static long pid() {
        return ProcessHandle.current().pid();
    }

    /** Makes this process the first of a new session: signals for the session it was started in no longer reach it. */
    public static void leaveSession() {
        NativeFunction.ofC("setsid").callInt(); // fails only where the process leads one already
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Asks a process to end (SIGTERM); whether there was one. */
    public static boolean terminate(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
    }
}
