package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.TimelineHistory;
import java.util.Locale;
import java.util.Optional;

/** Refuses a timeline that cannot be reached from the backup, before anything is overwritten. */
final class TimelineCheck {
    private static final String CURRENT = "current";
    private static final String LATEST = "latest";
    private static final int HEX = 16;

    private final Histories histories;

    TimelineCheck(Histories histories) {
        this.histories = histories;
    }

    /** The timeline history files of the archive that belongs to the backup. */
    interface Histories {
        /** The highest timeline with a history file; 0 when there is none. */
        long highest();

        /** The text of a history file; none when it is not there. */
        Optional<String> read(long timeline);
    }

    /**
     * Checks the timeline that the recovery will follow.
     *
     * @param wanted the option as the user wrote it, or the default that follows from type and version
     * @param timeline the timeline of the backup
     * @param start where the backup began
     */
    void check(String wanted, long timeline, Lsn start) {
        long target = resolve(wanted, timeline);
        if (target == timeline) {
            return;
        }
        String name = String.format(Locale.ROOT, "%08X.history", target);
        String text = histories
                .read(target)
                .orElseThrow(() -> new AgentException(
                                ErrorCode.DB_MISMATCH,
                                "target timeline " + hex(target) + " has no history file '" + name + "' in the archive")
                        .withHint("was the timeline of option 'target-timeline' ever archived?"));
        Optional<Lsn> fork = TimelineHistory.parse(name, text).fork(timeline);
        if (fork.isEmpty()) {
            throw new AgentException(
                    ErrorCode.DB_MISMATCH,
                    "backup timeline " + hex(timeline) + ", lsn " + start + " is not in the history of target timeline "
                            + hex(target));
        }
        if (fork.get().compareTo(start) <= 0) {
            throw new AgentException(
                            ErrorCode.DB_MISMATCH,
                            "target timeline " + hex(target) + " forked from backup timeline " + hex(timeline) + " at "
                                    + fork.get() + " which is before backup lsn of " + start)
                    .withHint("choose an older backup with option 'set' or another 'target-timeline'");
        }
    }

    /** What the recovery follows without an option: {@code current} where it cannot or need not switch. */
    static String defaultTimeline(RecoveryType type, boolean followsLatest) {
        return type == RecoveryType.IMMEDIATE || !followsLatest ? CURRENT : LATEST;
    }

    private long resolve(String wanted, long timeline) {
        if (CURRENT.equals(wanted)) {
            return timeline;
        }
        if (LATEST.equals(wanted)) {
            return Math.max(histories.highest(), timeline);
        }
        try {
            return wanted.startsWith("0x") || wanted.startsWith("0X")
                    ? Long.parseUnsignedLong(wanted, 2, wanted.length(), HEX)
                    : Long.parseUnsignedLong(wanted);
        } catch (NumberFormatException e) {
            throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "invalid target timeline '" + wanted + "'", e)
                    .withHint("use 'current', 'latest', a number, or 0x and hexadecimal digits");
        }
    }

    private static String hex(long timeline) {
        return "0x" + Long.toHexString(timeline).toUpperCase(Locale.ROOT);
    }
}
