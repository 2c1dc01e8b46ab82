package io.sounder.agent.exporter;

import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Lines that log collectors take apart: {@code time=… level=info msg="…"}, or the same as JSON. */
final class ExporterLog implements Log {
    private final PrintStream out;
    private final Clock clock;
    private final Level least;
    private final boolean json;

    ExporterLog(PrintStream out, Clock clock, Level least, boolean json) {
        this.out = out;
        this.clock = clock;
        this.least = least;
        this.json = json;
    }

    /** Importance, least first. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR;

        static Optional<Level> of(String name) {
            for (Level level : values()) {
                if (level.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(level);
                }
            }
            return Optional.empty();
        }

        private static Level of(LogLevel level) {
            return switch (level) {
                case ERROR -> ERROR;
                case WARN -> WARN;
                case INFO -> INFO;
                default -> DEBUG;
            };
        }
    }

    @Override
    public void write(LogLevel level, int process, String text) {
        if (!enabled(level)) {
            return;
        }
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String name = Level.of(level).name();
        String quoted = JsonText.write(Json.of(text));
        String line = json
                ? "{\"time\":\"" + time + "\",\"level\":\"" + name + "\",\"msg\":" + quoted + "}"
                : "time=" + time + " level=" + name + " msg=" + quoted;
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    @Override
    public boolean enabled(LogLevel level) {
        return Level.of(level).compareTo(least) >= 0;
    }
}
