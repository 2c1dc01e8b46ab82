package io.sounder.agent.os;

/** This process and others. */
public final class Processes {
    private Processes() {}

    public static long pid() {
        return ProcessHandle.current().pid();
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Asks a process to end (SIGTERM); whether there was one. */
    public static boolean terminate(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
    }
}
