package io.sounder.controller.engine;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hosts that failed within one list of steps. Used by one thread. */
final class Section {
    private final Map<Host, Failure> failures = new LinkedHashMap<>();
    private final boolean rescued;

    /** A task that failed; null if a failure elsewhere was fatal for all. */
    record Failure(Step.@Nullable Task task, Outcome outcome) {}

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
