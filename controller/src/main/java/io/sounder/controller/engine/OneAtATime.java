package io.sounder.controller.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets only one thread at a time talk to a listener. */
final class OneAtATime implements RunListener {
    private final RunListener listener;

    OneAtATime(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void playStarts(String name) {
        listener.playStarts(name);
    }

    @Override
    public synchronized void noHostsMatched() {
        listener.noHostsMatched();
    }

    @Override
    public synchronized void taskStarts(String title, boolean handler, String at) {
        listener.taskStarts(title, handler, at);
    }

    @Override
    public synchronized void hostsDue(int hosts) {
        listener.hostsDue(hosts);
    }

    @Override
    public synchronized void hostStarts(String host, String task) {
        listener.hostStarts(host, task);
    }

    @Override
    public synchronized void hostEnds(String host, String task) {
        listener.hostEnds(host, task);
    }

    @Override
    public synchronized void ended(Outcome outcome) {
        listener.ended(outcome);
    }

    @Override
    public synchronized void retries(String host, String title, int left) {
        listener.retries(host, title, left);
    }

    @Override
    public synchronized void included(String file, List<String> hosts, @Nullable Object item) {
        listener.included(file, hosts, item);
    }

    @Override
    public synchronized void warns(String sentence) {
        listener.warns(sentence);
    }

    @Override
    public synchronized void noHostsLeft() {
        listener.noHostsLeft();
    }

    @Override
    public synchronized void recap(Map<String, HostCounts> counts) {
        listener.recap(counts);
    }
}
