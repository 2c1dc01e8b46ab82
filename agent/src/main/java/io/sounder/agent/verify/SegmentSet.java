package io.sounder.agent.verify;

import io.sounder.agent.base.WalSegment;
import io.sounder.agent.repository.WalRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A set of WAL segments kept as runs of consecutive ones, so that years of WAL need little memory. */
final class SegmentSet {
    private final long segmentSize;
    /** By timeline: first segment number of a run to its last. */
    private final NavigableMap<Integer, NavigableMap<Long, Long>> runs = new TreeMap<>();

    SegmentSet(long segmentSize) {
        this.segmentSize = segmentSize;
    }

    void add(WalSegment segment) {
        long number = segment.number(segmentSize);
        NavigableMap<Long, Long> timeline = runs.computeIfAbsent(segment.timeline(), _ -> new TreeMap<>());
        if (end(timeline, number).isPresent()) {
            return;
        }
        Map.Entry<Long, Long> before = timeline.lowerEntry(number);
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long joined = timeline.remove(number + 1);
        timeline.put(first, joined == null ? number : joined);
    }

    void remove(WalSegment segment) {
        long number = segment.number(segmentSize);
        NavigableMap<Long, Long> timeline = runs.computeIfAbsent(segment.timeline(), _ -> new TreeMap<>());
        OptionalLong end = end(timeline, number);
        if (end.isEmpty()) {
            return;
        }
        long first = timeline.floorKey(number);
        timeline.remove(first);
        if (first < number) {
            timeline.put(first, number - 1);
        }
        if (end.getAsLong() > number) {
            timeline.put(number + 1, end.getAsLong());
        }
    }

    /** The last segment of the run that holds this one; empty if it is not in the set. */
    OptionalLong runEnd(int timeline, long number) {
        return end(runs.getOrDefault(timeline, new TreeMap<>()), number);
    }

    private static OptionalLong end(NavigableMap<Long, Long> timeline, long number) {
        Map.Entry<Long, Long> run = timeline.floorEntry(number);
        return run == null || run.getValue() < number ? OptionalLong.empty() : OptionalLong.of(run.getValue());
    }

    /** The highest segment of a timeline. */
    OptionalLong last(int timeline) {
        NavigableMap<Long, Long> ofTimeline = runs.getOrDefault(timeline, new TreeMap<>());
        return ofTimeline.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ofTimeline.lastEntry().getValue());
    }

    /** All runs by timeline and age. */
    List<WalRange> ranges() {
        List<WalRange> ranges = new ArrayList<>();
        runs.forEach((timeline, ofTimeline) -> ofTimeline.forEach((first, last) -> ranges.add(new WalRange(
                WalSegment.of(timeline, first, segmentSize), WalSegment.of(timeline, last, segmentSize)))));
        return ranges;
    }

    long segmentSize() {
        return segmentSize;
    }
}
