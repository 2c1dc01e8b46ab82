package io.sounder.agent.verify;

import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.TimelineHistory;
import io.sounder.agent.base.WalSegment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The WAL segments that a server replays on its way from a backup to a timeline: those of the ancestors up to where each
 * was left, as PostgreSQL looks for them, newest timeline first.
 */
final class RecoveryWay {
    private final ArchiveContent archive;
    /** The timelines of the way by the number of the first segment in which each may be read. */
    private final NavigableMap<Integer, Long> begins = new TreeMap<>();

    RecoveryWay(ArchiveContent archive, int from, int target) {
        this.archive = archive;
        begins.put(from, 0L);
        TimelineHistory history = archive.histories().get(Integer.toUnsignedLong(target));
        if (target != from && history != null) {
            long begin = 0;
            for (Map.Entry<Long, Lsn> ancestor : history.ancestors().entrySet()) {
                begins.put(ancestor.getKey().intValue(), begin);
                begin = Long.divideUnsigned(
                        ancestor.getValue().value(), archive.valid().segmentSize());
            }
            begins.put(target, begin);
        }
    }

    /** The timelines that a backup on {@code from} that ended at {@code end} can be recovered to, its own first. */
    static SortedSet<Integer> targets(ArchiveContent archive, int from, Lsn end) {
        SortedSet<Integer> targets = new TreeSet<>();
        targets.add(from);
        archive.histories()
                .forEach((timeline, history) -> history.fork(from)
                        .filter(fork -> fork.compareTo(end) >= 0)
                        .ifPresent(_ -> targets.add(timeline.intValue())));
        return targets;
    }

    /** The last segment that can be replayed without a gap, given that {@code start} can; with its timeline. */
    WalSegment last(WalSegment start) {
        long size = archive.valid().segmentSize();
        WalSegment last = start;
        long number = start.number(size) + 1;
        while (true) {
            WalSegment next = next(number, size);
            if (next == null) {
                return last;
            }
            last = next;
            number = next.number(size) + 1;
        }
    }

    /** The end of the run that goes on at this number, as far as its timeline is the one to read. */
    private @Nullable WalSegment next(long number, long size) {
        for (Map.Entry<Integer, Long> timeline : begins.descendingMap().entrySet()) {
            if (timeline.getValue() > number) {
                continue;
            }
            OptionalLong end = archive.valid().runEnd(timeline.getKey(), number);
            if (end.isPresent()) {
                return WalSegment.of(timeline.getKey(), Math.min(end.getAsLong(), limit(number)), size);
            }
        }
        return null;
    }

    /** The last number before another timeline begins. */
    private long limit(long number) {
        return begins.values().stream()
                .filter(begin -> begin > number)
                .mapToLong(begin -> begin - 1)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
