package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@link KillPoints} weaves into a copy of our program before every change of a file. The process sends itself a
 * SIGKILL at the change whose number, from one, is in the variable {@code SOUNDER_KILL_AT}; without it, the process leaves
 * the number of its changes in the file that {@code SOUNDER_KILL_COUNT} names. A background process that it starts counts
 * from 1001, and writes to a file of its own. State is static because woven code has nowhere else to keep it: there is one
 * process for each run.
 */
public final class KillPoint {
    static final String AT = "SOUNDER_KILL_AT";
    static final String COUNT = "SOUNDER_KILL_COUNT";
    /** What the number of a change in a background process is greater than. */
    static final int BACKGROUND = 1000;

    /** Ends the name of the file with the count of a background process. */
    static final String BACKGROUND_SUFFIX = ".async";

    private static final int SIGKILL = 9;
    private static final boolean IN_BACKGROUND =
            System.getProperty("sun.java.command", "").contains(":async");
    private static final AtomicInteger PASSED = new AtomicInteger(IN_BACKGROUND ? BACKGROUND : 0);
    private static final int LAST = lastPoint(System.getenv());

    private KillPoint() {}

    private static int lastPoint(Map<String, String> environment) {
        if (environment.containsKey(COUNT)) {
            Path file = Path.of(environment.get(COUNT) + (IN_BACKGROUND ? BACKGROUND_SUFFIX : ""));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
        }
        return Integer.parseInt(environment.getOrDefault(AT, "0"));
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, PASSED.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called before a change of a file. */
    public static void pass() {
        if (PASSED.incrementAndGet() == LAST) {
            kill();
        }
    }

    @SuppressWarnings("restricted")
    private static void kill() {
        Linker linker = Linker.nativeLinker();
        try {
            var kill = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int failed = (int) kill.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
            while (failed == 0) {
                LockSupport.park();
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
