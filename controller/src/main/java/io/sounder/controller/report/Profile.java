package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells at the end which tasks and which hosts took how long. */
public final class Profile implements Quiet {
    private static final int WIDTH = 79;
    private static final int MOST = 20;

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final Map<String, Long> tasks = new LinkedHashMap<>();
    private final Map<String, Long> hosts = new LinkedHashMap<>();
    private final Map<String, Long> started = new HashMap<>();
    private String task = "";
    private long since;
    private long last;

    /** @param nanoTime the clock */
    public Profile(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void hostStarts(String host, String title) {
        long now = nanoTime.getAsLong();
        if (!task.equals(title)) {
            close();
            task = title;
            since = now;
        }
        started.put(host, now);
    }

    @Override
    public void hostEnds(String host, String title) {
        last = nanoTime.getAsLong();
        Long start = started.remove(host);
        if (start != null) {
            hosts.merge(host, last - start, Long::sum);
        }
    }

    private void close() {
        if (!task.isEmpty()) {
            tasks.merge(task, last - since, Long::sum);
        }
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        close();
        print("TASK TIMES", tasks);
        print("HOST TIMES", hosts);
    }

    private void print(String head, Map<String, Long> times) {
        out.println(head + " " + "*".repeat(WIDTH - head.length()));
        times.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .forEach(one ->
                        out.println(String.format(Locale.ROOT, "%9.3f s  %s", one.getValue() / 1e9, one.getKey())));
        if (times.size() > MOST) {
            out.println("             and " + (times.size() - MOST) + " more that took less");
        }
        out.println();
    }
}
