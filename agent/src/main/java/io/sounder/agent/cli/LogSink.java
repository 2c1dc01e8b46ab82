package io.sounder.agent.cli;

import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import java.io.PrintStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The log of one process: each line goes to standard error, or else to the console, and to the log file, as far as their
 * levels allow.
 */
final class LogSink implements Log {
    private final LogSettings settings;
    private final LogLineFormat format;
    private final Clock clock;
    private final PrintStream console;
    private final PrintStream standardError;
    private @Nullable LogFile file;

    LogSink(LogSettings settings, Clock clock, PrintStream console, PrintStream standardError) {
        this.settings = settings;
        this.format = new LogLineFormat(settings.dryRun(), settings.processDigits());
        this.clock = clock;
        this.console = console;
        this.standardError = standardError;
    }

    /** Sends further lines to this file too; null: to no file. */
    synchronized void writeTo(@Nullable LogFile next) {
        if (file != null) {
            file.close();
        }
        file = next;
    }

    @Override
    public boolean enabled(LogLevel level) {
        return level.compareTo(settings.standardError()) <= 0
                || level.compareTo(settings.console()) <= 0
                || (file != null && level.compareTo(settings.file()) <= 0);
    }

    @Override
    public synchronized void write(LogLevel level, int process, String text) {
        if (level.compareTo(settings.standardError()) <= 0) {
            print(standardError, format.brief(level, text));
        } else if (level.compareTo(settings.console()) <= 0) {
            String time = settings.timestamp() ? format.time(clock.millis()) : "";
            print(console, format.line(time, level, process, text));
        }
        if (file != null && level.compareTo(settings.file()) <= 0) {
            file.write(format.line(format.time(clock.millis()), level, process, text));
        }
    }

    private static void print(PrintStream stream, String line) {
        stream.print(line);
        stream.flush();
    }
}
