package io.sounder.agent.cli;

import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.LogLevel;
import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * Ends the process with code 63 when a signal stops it in the middle of a command, and with the command's own code when
 * that has been completed. Lock files stay behind as with the original; the locks themselves end with the process.
 */
final class SignalHook {
    private static final String HANDLER_SUFFIX = " handler";

    private final Termination termination;
    private final Thread thread;
    private volatile String command;

    /** @param out for the last word; both streams are flushed */
    SignalHook(LogSink log, String command, Termination termination, PrintStream out, PrintStream results) {
        this.command = command;
        this.termination = termination;
        this.thread = new Thread(() -> {
            OptionalInt completed = termination.signal();
            if (completed.isEmpty()) {
                String signal = signal();
                log.write(LogLevel.INFO, 0, this.command + " command end: terminated on signal [" + signal + "]");
                out.println("terminated on signal " + signal);
            }
            results.flush();
            out.flush();
            Runtime.getRuntime().halt(completed.orElse(ErrorCode.TERM.code()));
        });
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** Another command follows in the same process. */
    void begin(String next) {
        termination.begin();
        command = next;
    }

    /** Called when the last command has ended by itself; does not return when a signal was faster. */
    void remove(int exitCode) {
        termination.end(exitCode);
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // A signal came at the very end: the hook is running and ends the process with this exit code.
            Thread.currentThread().interrupt();
        }
    }

    /** The signal that is being handled: the virtual machine names the thread that handles it. */
    private static String signal() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            if (name.startsWith("SIG") && name.endsWith(HANDLER_SUFFIX)) {
                return name.substring(0, name.length() - HANDLER_SUFFIX.length());
            }
        }
        return "SIGTERM";
    }
}
