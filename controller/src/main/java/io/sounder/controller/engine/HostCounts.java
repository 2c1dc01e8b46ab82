package io.sounder.controller.engine;

/** How many tasks ended how on one host. */
public record HostCounts(int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored) {
    static final HostCounts ZERO = new HostCounts(0, 0, 0, 0, 0, 0, 0);

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
