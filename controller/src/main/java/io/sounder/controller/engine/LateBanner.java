package io.sounder.controller.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one host's way through a play tells when hosts do not wait for each other: the name of a task is told with its
 * result, and only if the result before was another task's. Used by one thread.
 */
final class LateBanner implements RunListener {
    /** What was told last; shared by all hosts, which take turns on it. */
    static final class Last {
        private String banner = "";
    }

    private final RunListener listener;
    private final Last last;
    private String title = "";
    private String at = "";
    private boolean handler;

    LateBanner(RunListener listener, Last last) {
        this.listener = listener;
        this.last = last;
    }

    @Override
    public void taskStarts(String newTitle, boolean isHandler, String newAt) {
        title = newTitle;
        at = newAt;
        handler = isHandler;
    }

    private void tell(Runnable what) {
        synchronized (last) {
            if (!last.banner.equals(title + at)) {
                listener.taskStarts(title, handler, at);
                last.banner = title + at;
            }
            what.run();
        }
    }

    @Override
    public void hostsDue(int hosts) {
        listener.hostsDue(hosts);
    }

    @Override
    public void hostStarts(String host, String task) {
        listener.hostStarts(host, task);
    }

    @Override
    public void hostEnds(String host, String task) {
        listener.hostEnds(host, task);
    }

    @Override
    public void ended(Outcome outcome) {
        tell(() -> listener.ended(outcome));
    }

    @Override
    public void retries(String host, String task, int left) {
        tell(() -> listener.retries(host, task, left));
    }

    @Override
    public void included(String file, List<String> hosts, @Nullable Object item) {
        tell(() -> listener.included(file, hosts, item));
    }

    @Override
    public void playStarts(String name) {
        listener.playStarts(name);
    }

    @Override
    public void noHostsMatched() {
        listener.noHostsMatched();
    }

    @Override
    public void warns(String sentence) {
        listener.warns(sentence);
    }

    @Override
    public void noHostsLeft() {
        listener.noHostsLeft();
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        listener.recap(counts);
    }
}
