package io.sounder.agent.base;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a segment of the write-ahead log: 24 upper-case hexadecimal digits, timeline, log and segment of 8 each.
 * Names of one timeline sort by age. Segment sizes are bytes, a power of two from 1 MiB to 1 GiB.
 */
public record WalSegment(String name) implements Comparable<WalSegment> {
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{24}");
    private static final long LOG_BYTES = 1L << 32;

    public WalSegment {
        if (!isName(name)) {
            throw new AgentException(ErrorCode.FORMAT, "'" + name + "' is not the name of a WAL segment");
        }
    }

    /** Whether the text is a plain segment name, without {@code .partial} or another suffix. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /** The segment that holds the byte at {@code lsn}. */
    public static WalSegment of(int timeline, Lsn lsn, long segmentSize) {
        return of(timeline, Long.divideUnsigned(lsn.value(), segmentSize), segmentSize);
    }

    /** The segment with this {@link #number}. */
    public static WalSegment of(int timeline, long number, long segmentSize) {
        long perLog = LOG_BYTES / segmentSize;
        return new WalSegment("%08X%08X%08X"
                .formatted(timeline, Long.divideUnsigned(number, perLog), Long.remainderUnsigned(number, perLog)));
    }

    /** All segments from {@code first} to {@code last}, both included; empty if last is before first. */
    public static List<WalSegment> range(WalSegment first, WalSegment last, long segmentSize) {
        if (first.timeline() != last.timeline()) {
            throw new AgentException(
                    ErrorCode.ASSERT, "WAL range '" + first + "' to '" + last + "' goes over two timelines");
        }
        List<WalSegment> result = new ArrayList<>();
        long end = last.number(segmentSize);
        for (long number = first.number(segmentSize); number <= end; number++) {
            result.add(of(first.timeline(), number, segmentSize));
        }
        return result;
    }

    public int timeline() {
        return Integer.parseUnsignedInt(name, 0, 8, 16);
    }

    /** Timeline and log, 16 digits: the name of the folder in the archive that holds this segment. */
    public String directory() {
        return name.substring(0, 16);
    }

    /** The segment that follows on the same timeline. */
    public WalSegment next(long segmentSize) {
        return of(timeline(), number(segmentSize) + 1, segmentSize);
    }

    /** The address of the first byte of this segment. */
    public Lsn start(long segmentSize) {
        return new Lsn(number(segmentSize) * segmentSize);
    }

    /** The place of this segment in the whole log, counted from 0; consecutive segments of a timeline differ by one. */
    public long number(long segmentSize) {
        long log = Long.parseLong(name, 8, 16, 16);
        return log * (LOG_BYTES / segmentSize) + Long.parseLong(name, 16, 24, 16);
    }

    // Written out, because what the JVM makes for records is made anew by every process and takes it 10 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WalSegment segment && name.equals(segment.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public int compareTo(WalSegment other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
