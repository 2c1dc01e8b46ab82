package io.sounder.agent.cli;

import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.config.Command;
import java.io.PrintStream;

/**
 * Ends the process with code 63 when a signal stops it in the middle of a command. Lock files stay behind as with the
 * original; the locks themselves end with the process.
 */
final class SignalHook {
    private static final String HANDLER_SUFFIX = " handler";

    private final Thread thread;

    SignalHook(LogSink log, Command command, PrintStream out) {
        this.thread = new Thread(() -> {
            String signal = signal();
            log.write(LogLevel.INFO, 0, command.id() + " command end: terminated on signal [" + signal + "]");
            out.println("terminated on signal " + signal);
            out.flush();
            Runtime.getRuntime().halt(ErrorCode.TERM.code());
        });
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** Called when the command has ended by itself. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // A signal came at the very end: the hook is running and decides.
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
