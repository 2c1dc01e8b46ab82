package io.sounder.agent.expire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Which history manifests have outlived their use: those of backups that are gone and older than the limit. Pure.
 *
 * @param limit a full label made from the oldest time to keep
 * @param current labels that stay whatever their age
 */
record HistoryRetention(String limit, Set<String> current) {
    private static final DateTimeFormatter LABEL_TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
    private static final int YEAR_LENGTH = 4;

    HistoryRetention {
        current = Set.copyOf(current);
    }

    static HistoryRetention of(long days, Instant now, ZoneId zone, Set<String> current) {
        String time = LABEL_TIME.format(now.minus(Duration.ofDays(days)).atZone(zone));
        return new HistoryRetention(time + "F", current);
    }

    boolean expires(String label) {
        return label.compareTo(limit) < 0 && !current.contains(label);
    }

    /** Whether nothing of that year can be younger than the limit. */
    boolean expiresYear(String year) {
        return year.compareTo(limit.substring(0, YEAR_LENGTH)) < 0
                && current.stream().noneMatch(label -> label.startsWith(year));
    }
}
