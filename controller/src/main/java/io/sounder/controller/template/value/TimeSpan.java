package io.sounder.controller.template.value;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time between two moments with Python's names: days, and seconds of the last day. */
record TimeSpan(Duration duration) implements Attributed, Comparable<TimeSpan> {
    private static final long DAY = 86_400;

    private long days() {
        return Math.floorDiv(duration.toSeconds(), DAY);
    }

    private long seconds() {
        return Math.floorMod(duration.toSeconds(), DAY);
    }

    private long microseconds() {
        return duration.toNanosPart() / 1000L;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "days" -> days();
            case "seconds" -> seconds();
            case "microseconds" -> microseconds();
            case "total_seconds" -> (Callable) arguments -> duration.toNanos() / 1_000_000_000.0;
            default -> Undefined.element(this, name);
        };
    }

    @Override
    public int compareTo(TimeSpan other) {
        return duration.compareTo(other.duration);
    }

    @Override
    public String toString() {
        long seconds = seconds();
        String days = days() == 0 ? "" : days() + (Math.abs(days()) == 1 ? " day, " : " days, ");
        String time = String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        return days + time + (microseconds() == 0 ? "" : String.format(".%06d", microseconds()));
    }
}
