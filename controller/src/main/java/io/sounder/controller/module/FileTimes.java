package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The wanted times of a file: seconds since 1970; empty keeps what is there.
 *
 * @param modifiedNow whether it is this very moment, which is always a change
 * @param accessedNow the same
 */
record FileTimes(Optional<Long> modified, Optional<Long> accessed, boolean modifiedNow, boolean accessedNow) {
    /** @param fallback what is meant without arguments: {@code now} or {@code preserve} */
    static FileTimes of(Args args, String fallback) {
        String modified = args.text("modification_time", fallback);
        String accessed = args.text("access_time", fallback);
        return new FileTimes(
                seconds(modified, args.text("modification_time_format", "%Y%m%d%H%M.%S")),
                seconds(accessed, args.text("access_time_format", "%Y%m%d%H%M.%S")),
                modified.equals("now"),
                accessed.equals("now"));
    }

    private static Optional<Long> seconds(String text, String format) {
        if (text.equals("now") || text.equals("preserve")) {
            return Optional.empty();
        }
        String pattern = format.replace("%Y", "yyyy")
                .replace("%m", "MM")
                .replace("%d", "dd")
                .replace("%H", "HH")
                .replace("%M", "mm")
                .replace("%S", "ss")
                .replace("T", "'T'");
        try {
            LocalDateTime time = LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern));
            return Optional.of(time.atZone(ZoneId.systemDefault()).toEpochSecond());
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ModuleException(
                    "Error while obtaining timestamp for time " + text + " using format " + format, e);
        }
    }

    boolean changes(RemoteFile file) {
        return modifiedNow
                || accessedNow
                || modified.filter(time -> time != (long) file.mtime()).isPresent()
                || accessed.filter(time -> time != (long) file.atime()).isPresent();
    }

    /** Commands that give {@code "$p"} its times. */
    String commands() {
        return command("-m", modified, modifiedNow) + command("-a", accessed, accessedNow);
    }

    private static String command(String which, Optional<Long> time, boolean now) {
        if (now) {
            return "touch -c " + which + " -- \"$p\" || exit 1\n";
        }
        return time.map(at -> "touch -c " + which + " -d " + word("@" + at) + " -- \"$p\" || exit 1\n")
                .orElse("");
    }
}
