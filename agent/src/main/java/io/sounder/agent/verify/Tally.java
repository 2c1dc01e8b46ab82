package io.sounder.agent.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts files as they are checked and keeps what was found, up to a bound. Not for several threads. */
final class Tally {
    private static final int MOST_FINDINGS = 10_000;

    private final Map<Problem, Long> problems = new EnumMap<>(Problem.class);
    private final List<Finding> findings = new ArrayList<>();
    private long checked;
    private long valid;

    void valid() {
        checked++;
        valid++;
    }

    void invalid(Finding finding) {
        checked++;
        add(finding);
    }

    /** Notes something that is wrong with no file of its own, such as a twin. */
    void add(Finding finding) {
        problems.merge(finding.problem(), 1L, Long::sum);
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    Counts counts() {
        return new Counts(
                checked,
                valid,
                problems.getOrDefault(Problem.MISSING, 0L),
                problems.getOrDefault(Problem.CHECKSUM, 0L),
                problems.getOrDefault(Problem.SIZE, 0L),
                problems.getOrDefault(Problem.OTHER, 0L));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
