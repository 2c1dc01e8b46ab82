package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.RunListener;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one line at the bottom of a terminal that says what goes on: the task, how many hosts are through, which still
 * run, and for how long. What another listener prints goes above. Thread-safe.
 */
public final class Progress implements RunListener, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final int NAMED = 3;
    private static final long TICK_MILLIS = 1000;

    private final RunListener shown;
    private final PrintStream out;
    private final int width;
    private final LongSupplier nanoTime;
    private final Set<String> running = new LinkedHashSet<>();
    private final Thread ticker;
    private String task = "";
    private long since;
    private int due;
    private int done;
    private boolean visible;

    /**
     * A line below what {@code shown} prints to the same terminal.
     *
     * @param width columns of the terminal
     * @param nanoTime the clock
     */
    public Progress(RunListener shown, PrintStream out, int width, LongSupplier nanoTime) {
        this.shown = shown;
        this.out = out;
        this.width = width;
        this.nanoTime = nanoTime;
        this.ticker = Thread.ofVirtual().start(this::tick);
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                draw();
            }
        } catch (InterruptedException e) {
            // the end of the run
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void erase() {
        if (visible) {
            out.print(ERASE);
            out.flush();
            visible = false;
        }
    }

    private synchronized void draw() {
        if (running.isEmpty()) {
            return;
        }
        String line = line();
        out.print(ERASE + line);
        out.flush();
        visible = true;
    }

    /** The line as it is now. */
    synchronized String line() {
        List<String> some = running.stream().limit(NAMED).toList();
        String more = running.size() > NAMED ? " +" + (running.size() - NAMED) : "";
        long seconds = (nanoTime.getAsLong() - since) / 1_000_000_000L;
        String line = done + "/" + Math.max(due, done + running.size()) + " hosts, "
                + String.format("%d:%02d", seconds / 60, seconds % 60) + "  " + task + "  [" + String.join(" ", some)
                + more + "]";
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 2)) + "…";
    }

    private synchronized void around(Runnable telling) {
        erase();
        telling.run();
        draw();
    }

    @Override
    public synchronized void hostsDue(int hosts) {
        due = hosts;
        done = 0;
        since = nanoTime.getAsLong();
    }

    @Override
    public synchronized void hostStarts(String host, String title) {
        task = title;
        running.add(host);
        draw();
    }

    @Override
    public synchronized void hostEnds(String host, String title) {
        running.remove(host);
        done++;
        if (running.isEmpty()) {
            erase();
        } else {
            draw();
        }
    }

    @Override
    public void playStarts(String name) {
        around(() -> shown.playStarts(name));
    }

    @Override
    public void noHostsMatched() {
        around(shown::noHostsMatched);
    }

    @Override
    public void taskStarts(String title, boolean handler, String at) {
        around(() -> shown.taskStarts(title, handler, at));
    }

    @Override
    public void ended(Outcome outcome) {
        around(() -> shown.ended(outcome));
    }

    @Override
    public void retries(String host, String title, int left) {
        around(() -> shown.retries(host, title, left));
    }

    @Override
    public void included(String file, List<String> hosts, @Nullable Object item) {
        around(() -> shown.included(file, hosts, item));
    }

    @Override
    public void warns(String sentence) {
        around(() -> shown.warns(sentence));
    }

    @Override
    public void noHostsLeft() {
        around(shown::noHostsLeft);
    }

    @Override
    public synchronized void recap(Map<String, HostCounts> counts) {
        close();
        shown.recap(counts);
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        ticker.interrupt();
        running.clear();
        erase();
    }
}
