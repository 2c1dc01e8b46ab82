package io.sounder.controller.template.value;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** A point in time with Python's names: what {@code to_datetime} gives. */
public record Moment(LocalDateTime time) implements Attributed, Comparable<Moment> {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    /** The time from another moment to this one. */
    TimeSpan since(Moment other) {
        return new TimeSpan(Duration.between(other.time, time));
    }

    Moment plus(TimeSpan span) {
        return new Moment(time.plus(span.duration()));
    }

    Moment minus(TimeSpan span) {
        return new Moment(time.minus(span.duration()));
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "year" -> (long) time.getYear();
            case "month" -> (long) time.getMonthValue();
            case "day" -> (long) time.getDayOfMonth();
            case "hour" -> (long) time.getHour();
            case "minute" -> (long) time.getMinute();
            case "second" -> (long) time.getSecond();
            case "microsecond" -> (long) time.get(ChronoField.MICRO_OF_SECOND);
            case "strftime" ->
                (Callable) arguments -> Strftime.format(arguments.text(0, "format"), time.atZone(ZoneOffset.UTC));
            case "isoformat" -> (Callable) arguments -> text(arguments.text(0, "sep", "T"));
            case "weekday" -> (Callable) arguments -> time.getDayOfWeek().getValue() - 1L;
            case "isoweekday" ->
                (Callable) arguments -> (long) time.getDayOfWeek().getValue();
            case "timestamp" ->
                (Callable) arguments -> time.atZone(ZoneId.systemDefault()).toEpochSecond()
                        + time.get(ChronoField.MICRO_OF_SECOND) / 1_000_000.0;
            case "date" -> (Callable) arguments -> DATE.format(time);
            default -> Undefined.element(this, name);
        };
    }

    private String text(String separator) {
        return DATE.format(time)
                + separator
                + (time.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS).format(time);
    }

    @Override
    public int compareTo(Moment other) {
        return time.compareTo(other.time);
    }

    @Override
    public String toString() {
        return text(" ");
    }
}
