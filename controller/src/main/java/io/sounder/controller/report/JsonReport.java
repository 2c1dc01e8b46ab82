package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.RunListener;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects a run and prints it at the end as one JSON document: plays with tasks and hosts, then the counts. */
public final class JsonReport implements RunListener {
    private final PrintStream out;
    private final PrintStream err;
    private final List<Map<String, @Nullable Object>> plays = new ArrayList<>();
    private List<Map<String, @Nullable Object>> tasks = new ArrayList<>();
    private @Nullable Map<String, Object> hosts;
    private final List<String> warnings = new ArrayList<>();

    public JsonReport(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void playStarts(String name) {
        Map<String, @Nullable Object> play = new LinkedHashMap<>();
        play.put("play", name);
        tasks = new ArrayList<>();
        play.put("tasks", tasks);
        plays.add(play);
    }

    @Override
    public void noHostsMatched() {
        plays.getLast().put("no_hosts_matched", true);
    }

    @Override
    public void taskStarts(String title, boolean handler, String at) {
        Map<String, @Nullable Object> task = new LinkedHashMap<>();
        task.put("task", title);
        task.put("handler", handler);
        task.put("path", at);
        hosts = new TreeMap<>();
        task.put("hosts", hosts);
        tasks.add(task);
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome.item() != null) {
            return;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>(outcome.result());
        result.put("status", outcome.status().name().toLowerCase(java.util.Locale.ROOT));
        result.put("ignored", outcome.ignored());
        if (hosts != null) {
            hosts.put(outcome.host(), result);
        }
    }

    @Override
    public void retries(String host, String title, int left) {
        // The attempts are in the task's result.
    }

    @Override
    public void included(String file, List<String> hosts, @Nullable Object item) {
        // The steps of an included file appear as tasks.
    }

    @Override
    public void warns(String sentence) {
        warnings.add(sentence);
        err.println("[WARNING]: " + sentence);
    }

    @Override
    public void noHostsLeft() {
        plays.getLast().put("no_hosts_left", true);
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        Map<String, Object> stats = new TreeMap<>();
        counts.forEach((host, count) -> stats.put(host, count.byName()));
        out.println(Json.pretty(Map.of("plays", plays, "stats", stats, "warnings", warnings)));
    }
}
