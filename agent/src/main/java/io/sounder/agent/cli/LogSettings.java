package io.sounder.agent.cli;

import io.sounder.agent.base.LogLevel;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.config.Source;
import java.util.Locale;

/**
 * What is logged where.
 *
 * @param console least important level on the console
 * @param standardError least important level that goes to standard error instead
 * @param file least important level in the log file
 * @param timestamp whether console lines start with the time
 * @param dryRun whether lines are marked because nothing is changed
 * @param processDigits how wide process numbers are, 2 or 3
 */
record LogSettings(
        LogLevel console, LogLevel standardError, LogLevel file, boolean timestamp, boolean dryRun, int processDigits) {
    private static final int MOST_TWO_DIGIT_PROCESSES = 99;

    /** Until the configuration is known. */
    static LogSettings initial() {
        return new LogSettings(LogLevel.WARN, LogLevel.OFF, LogLevel.OFF, false, false, 2);
    }

    /** What the options say; commands that write no log file by themselves do so only when asked on the command line. */
    static LogSettings from(Config config) {
        boolean file = config.logsToFile() || config.source(Option.LOG_LEVEL_FILE) == Source.COMMAND_LINE;
        boolean wide = config.has(Option.PROCESS_MAX) && config.number(Option.PROCESS_MAX) > MOST_TWO_DIGIT_PROCESSES;
        return new LogSettings(
                level(config, Option.LOG_LEVEL_CONSOLE, LogLevel.WARN),
                level(config, Option.LOG_LEVEL_STDERR, LogLevel.OFF),
                file ? level(config, Option.LOG_LEVEL_FILE, LogLevel.OFF) : LogLevel.OFF,
                config.flag(Option.LOG_TIMESTAMP),
                config.flag(Option.DRY_RUN),
                wide ? 3 : 2);
    }

    private static LogLevel level(Config config, Option option, LogLevel otherwise) {
        return config.text(option)
                .map(text -> LogLevel.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }
}
