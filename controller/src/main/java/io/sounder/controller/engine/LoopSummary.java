package io.sounder.controller.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums the items of a loop up to the outcome of the task. */
final class LoopSummary {
    private LoopSummary() {}

    static Outcome of(String host, List<Outcome> items, boolean ignores) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        items.forEach(item -> results.add(item.result()));
        boolean changed = items.stream()
                .anyMatch(item -> Boolean.TRUE.equals(item.result().get("changed")));
        boolean failed = items.stream().anyMatch(item -> item.status() == Status.FAILED);
        boolean skipped = items.stream().allMatch(item -> item.status() == Status.SKIPPED);
        result.put("results", results);
        result.put("changed", changed);
        result.put("msg", failed ? "One or more items failed" : skipped ? "All items skipped" : "All items completed");
        if (failed) {
            result.put("failed", true);
        }
        if (!failed) {
            result.put("skipped", skipped);
        }
        if (items.isEmpty()) {
            result.put("msg", "No items in the list");
            result.put("skipped_reason", "No items in the list");
        }
        Status status = failed ? Status.FAILED : skipped ? Status.SKIPPED : changed ? Status.CHANGED : Status.OK;
        String label = items.isEmpty() ? host : items.getLast().host();
        return new Outcome(label, status, failed && ignores, result, List.of(), null, true, false, false);
    }
}
