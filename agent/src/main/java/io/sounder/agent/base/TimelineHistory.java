package io.sounder.agent.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ancestors of a timeline and where each was left, as PostgreSQL writes them to {@code <timeline>.history}. */
public record TimelineHistory(Map<Long, Lsn> forks) {
    private static final Pattern LINE =
            Pattern.compile("^\\s*([0-9]{1,10})\\s+([0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8})(\\s.*)?$");

    /** A line for each ancestor; no cluster has had 100,000 timelines. */
    private static final int LARGEST = 16 << 20;

    public TimelineHistory {
        forks = Map.copyOf(forks);
    }

    /** The text of a file; error 29 if it is too large to be one. */
    public static String text(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new AgentException(
                    ErrorCode.FORMAT,
                    "timeline history file '" + name + "' has more than " + LARGEST + " bytes, so it is none");
        }
        return new String(bytes, StandardCharsets.UTF_8);
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
