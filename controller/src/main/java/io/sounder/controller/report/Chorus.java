package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.RunListener;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets several listeners hear the same, each after the one before. */
public record Chorus(List<RunListener> listeners) implements RunListener {
    @Override
    public void playStarts(String name) {
        listeners.forEach(one -> one.playStarts(name));
    }

    @Override
    public void noHostsMatched() {
        listeners.forEach(RunListener::noHostsMatched);
    }

    @Override
    public void taskStarts(String title, boolean handler, String at) {
        listeners.forEach(one -> one.taskStarts(title, handler, at));
    }

    @Override
    public void hostsDue(int hosts) {
        listeners.forEach(one -> one.hostsDue(hosts));
    }

    @Override
    public void hostStarts(String host, String title) {
        listeners.forEach(one -> one.hostStarts(host, title));
    }

    @Override
    public void hostEnds(String host, String title) {
        listeners.forEach(one -> one.hostEnds(host, title));
    }

    @Override
    public void ended(Outcome outcome) {
        listeners.forEach(one -> one.ended(outcome));
    }

    @Override
    public void retries(String host, String title, int left) {
        listeners.forEach(one -> one.retries(host, title, left));
    }

    @Override
    public void included(String file, List<String> hosts, @Nullable Object item) {
        listeners.forEach(one -> one.included(file, hosts, item));
    }

    @Override
    public void warns(String sentence) {
        listeners.forEach(one -> one.warns(sentence));
    }

    @Override
    public void noHostsLeft() {
        listeners.forEach(RunListener::noHostsLeft);
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        listeners.forEach(one -> one.recap(counts));
    }
}
