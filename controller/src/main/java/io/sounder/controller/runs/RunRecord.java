package io.sounder.controller.runs;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.template.expression.LiteralReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param id names the run; later runs have ids that sort behind
 * @param playbooks as they were given
 * @param limit the pattern that narrowed the hosts, or ""
 * @param tags the tags that were asked for, parted by commas, or ""
 * @param check whether it was to change nothing
 * @param result {@code ok}, {@code failed} or {@code unreachable}
 * @param stats how tasks ended, by host
 */
public record RunRecord(
        String id,
        Instant start,
        Duration time,
        List<String> playbooks,
        String limit,
        String tags,
        boolean check,
        String result,
        Map<String, HostCounts> stats,
        List<Failure> failures) {
    /** A task that failed on a host, whether it counted or not. */
    public record Failure(String host, String task, String path, String status, boolean ignored, String message) {
        Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("host", host);
            values.put("task", task);
            values.put("path", path);
            values.put("status", status);
            values.put("ignored", ignored);
            values.put("msg", message);
            return values;
        }

        private static Failure of(Map<?, ?> values) {
            return new Failure(
                    text(values, "host"),
                    text(values, "task"),
                    text(values, "path"),
                    text(values, "status"),
                    Boolean.TRUE.equals(values.get("ignored")),
                    text(values, "msg"));
        }
    }

    /** The form that is kept and printed as JSON. */
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("start", start.toString());
        values.put("seconds", time.toMillis() / 1000.0);
        values.put("playbooks", playbooks);
        values.put("limit", limit);
        values.put("tags", tags);
        values.put("check", check);
        values.put("result", result);
        Map<String, Object> hosts = new TreeMap<>();
        stats.forEach((host, counts) -> hosts.put(host, counts.byName()));
        values.put("stats", hosts);
        values.put("failures", failures.stream().map(Failure::plain).toList());
        return values;
    }

    /** Reads what {@link #plain} wrote. */
    static RunRecord parse(String json) {
        if (!(LiteralReader.json(json) instanceof Map<?, ?> values)) {
            throw new IllegalArgumentException("no record of a run");
        }
        Map<String, HostCounts> stats = new TreeMap<>();
        if (values.get("stats") instanceof Map<?, ?> hosts) {
            hosts.forEach((host, counts) -> stats.put(String.valueOf(host), HostCounts.of((Map<?, ?>) counts)));
        }
        List<Failure> failures = new ArrayList<>();
        List<String> playbooks = new ArrayList<>();
        if (values.get("failures") instanceof List<?> list) {
            list.forEach(one -> failures.add(Failure.of((Map<?, ?>) one)));
        }
        if (values.get("playbooks") instanceof List<?> list) {
            list.forEach(one -> playbooks.add(String.valueOf(one)));
        }
        double seconds = values.get("seconds") instanceof Number number ? number.doubleValue() : 0;
        return new RunRecord(
                text(values, "id"),
                Instant.parse(text(values, "start")),
                Duration.ofMillis(Math.round(seconds * 1000)),
                playbooks,
                text(values, "limit"),
                text(values, "tags"),
                Boolean.TRUE.equals(values.get("check")),
                text(values, "result"),
                stats,
                failures);
    }

    private static String text(Map<?, ?> values, String name) {
        Object value = values.get(name);
        return value == null ? "" : value.toString();
    }
}
