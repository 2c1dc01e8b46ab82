package io.sounder.agent.base;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ancestors of a timeline and where each was left, as PostgreSQL writes them to {@code <timeline>.history}. */
public record TimelineHistory(Map<Long, Lsn> forks) {
    private static final Pattern LINE = Pattern.compile("^\\s*(\\d+)\\s+([0-9A-Fa-f]+/[0-9A-Fa-f]+)(\\s.*)?$");

    public TimelineHistory {
        forks = Map.copyOf(forks);
    }

    /** Reads the text of a file; {@code name} is for errors. */
    public static TimelineHistory parse(String name, String text) {
        Map<Long, Lsn> forks = new TreeMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .forEach(line -> {
                    Matcher match = LINE.matcher(line);
                    if (!match.matches()) {
                        throw new AgentException(
                                ErrorCode.FORMAT,
                                "invalid line '" + line + "' in timeline history file '" + name + "'");
                    }
                    forks.put(Long.parseLong(match.group(1)), Lsn.parse(match.group(2)));
                });
        return new TimelineHistory(forks);
    }

    /** The ancestors with the points at which they were left, oldest first. */
    public SortedMap<Long, Lsn> ancestors() {
        return new TreeMap<>(forks);
    }

    /** The point at which that ancestor was left; none when it is no ancestor. */
    public Optional<Lsn> fork(long timeline) {
        return Optional.ofNullable(forks.get(timeline));
    }
}
