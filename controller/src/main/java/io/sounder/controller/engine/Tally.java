package io.sounder.controller.engine;

import java.util.Map;
import java.util.TreeMap;

/** Counts how tasks ended on each host; thread-safe. */
final class Tally {
    private final Map<String, HostCounts> counts = new TreeMap<>();

    synchronized void add(String host, HostCounts more) {
        counts.merge(host, more, HostCounts::plus);
    }

    synchronized Map<String, HostCounts> counts() {
        return new TreeMap<>(counts);
    }
}
