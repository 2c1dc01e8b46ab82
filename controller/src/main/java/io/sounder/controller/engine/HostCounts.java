package io.sounder.controller.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many tasks ended how on one host. */
public record HostCounts(int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored) {
    static final HostCounts ZERO = new HostCounts(0, 0, 0, 0, 0, 0, 0);

    /** The counts by the names that JSON has for them. */
    public Map<String, Integer> byName() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("ok", ok);
        counts.put("changed", changed);
        counts.put("unreachable", unreachable);
        counts.put("failures", failed);
        counts.put("skipped", skipped);
        counts.put("rescued", rescued);
        counts.put("ignored", ignored);
        return counts;
    }

    /** Reads what {@link #byName} wrote. */
    public static HostCounts of(Map<?, ?> counts) {
        return new HostCounts(
                number(counts, "ok"),
                number(counts, "changed"),
                number(counts, "unreachable"),
                number(counts, "failures"),
                number(counts, "skipped"),
                number(counts, "rescued"),
                number(counts, "ignored"));
    }

    private static int number(Map<?, ?> counts, String name) {
        return counts.get(name) instanceof Number number ? number.intValue() : 0;
    }

    HostCounts plus(HostCounts other) {
        return new HostCounts(
                ok + other.ok,
                changed + other.changed,
                unreachable + other.unreachable,
                failed + other.failed,
                skipped + other.skipped,
                rescued + other.rescued,
                ignored + other.ignored);
    }

    /** What one ended task adds. */
    static HostCounts of(Outcome outcome, boolean rescued) {
        int changed = outcome.status() == Status.CHANGED
                        || Boolean.TRUE.equals(outcome.result().get("changed"))
                ? 1
                : 0;
        return switch (outcome.status()) {
            case OK, CHANGED -> new HostCounts(1, changed, 0, 0, 0, 0, 0);
            case SKIPPED -> new HostCounts(0, 0, 0, 0, 1, 0, 0);
            case UNREACHABLE ->
                outcome.ignored() ? new HostCounts(1, 0, 0, 0, 0, 0, 1) : new HostCounts(0, 0, 1, 0, 0, 0, 0);
            case FAILED -> {
                if (outcome.ignored()) {
                    yield new HostCounts(1, changed, 0, 0, 0, 0, 1);
                }
                yield rescued ? new HostCounts(0, 0, 0, 0, 0, 1, 0) : new HostCounts(0, 0, 0, 1, 0, 0, 0);
            }
        };
    }
}
