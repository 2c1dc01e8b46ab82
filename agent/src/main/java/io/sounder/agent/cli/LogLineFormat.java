package io.sounder.agent.cli;

import io.sounder.agent.base.LogLevel;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The shape of log lines, which scripts take apart: {@code 2026-11-20 20:59:33.438 P00   INFO: text}. Continuation lines
 * start in the column of the text. Not safe for use by several threads.
 */
final class LogLineFormat {
    private static final int LEVEL_WIDTH = 6;
    private static final String DRY_RUN = "[DRY-RUN] ";
    private static final int CODE_LENGTH = "[000]: ".length();

    private final boolean dryRun;
    private final int processDigits;
    private @Nullable ZoneId zone;

    LogLineFormat(boolean dryRun, int processDigits) {
        this.dryRun = dryRun;
        this.processDigits = processDigits;
    }

    /** The full form, ending in a line end; {@code time} is empty or ends in a space. */
    String line(String time, LogLevel level, int process, String text) {
        StringBuilder line = new StringBuilder(time);
        line.append('P');
        digits(line, process, processDigits);
        line.append(' ');
        String name = level.name();
        line.repeat(' ', LEVEL_WIDTH - name.length()).append(name).append(": ");
        append(line, level, text);
        return line.toString();
    }

    /** The form of standard error, without time and process. */
    String brief(LogLevel level, String text) {
        StringBuilder line = new StringBuilder(level.name()).append(": ");
        append(line, level, text);
        return line.toString();
    }

    /** A time in the local zone, with a space after it. */
    String time(long epochMilliseconds) {
        if (zone == null) {
            zone = ZoneId.systemDefault();
        }
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMilliseconds), zone);
        StringBuilder text = new StringBuilder(24);
        digits(text, local.getYear(), 4);
        digits(text.append('-'), local.getMonthValue(), 2);
        digits(text.append('-'), local.getDayOfMonth(), 2);
        digits(text.append(' '), local.getHour(), 2);
        digits(text.append(':'), local.getMinute(), 2);
        digits(text.append(':'), local.getSecond(), 2);
        digits(text.append('.'), local.getNano() / 1_000_000, 3);
        return text.append(' ').toString();
    }

    private void append(StringBuilder line, LogLevel level, String text) {
        int debug = switch (level) {
            case DEBUG -> 4;
            case TRACE -> 8;
            default -> 0;
        };
        String indent = "\n" + " ".repeat(line.length() + debug);
        line.repeat(' ', debug);
        int from = level == LogLevel.ERROR && text.startsWith("[") ? CODE_LENGTH : 0;
        line.append(text, 0, from);
        if (dryRun) {
            line.append(DRY_RUN);
        }
        line.append(text.substring(from).replace("\n", indent)).append('\n');
    }

    private static void digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
