package io.sounder.controller.engine;

import io.sounder.controller.inventory.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts that failed within one list of steps. Used by one thread. */
final class Section {
    private final Map<Host, Failure> failures = new LinkedHashMap<>();
    private final boolean rescued;

    /** A task that failed, with its shown title. */
    record Failure(String title, Outcome outcome) {}

    /** @param rescued whether failures here are taken up by a rescue somewhere around */
    Section(boolean rescued) {
        this.rescued = rescued;
    }

    boolean rescued() {
        return rescued;
    }

    void fail(Host host, Failure failure) {
        failures.put(host, failure);
    }

    boolean failed(Host host) {
        return failures.containsKey(host);
    }

    Map<Host, Failure> failures() {
        return failures;
    }

    List<Host> failedOf(List<Host> hosts) {
        return hosts.stream().filter(failures::containsKey).toList();
    }
}
