package io.sounder.controller.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears what a run does, in order; calls come from several threads, one at a time. */
public interface RunListener {
    void playStarts(String name);

    void noHostsMatched();

    void taskStarts(String title, boolean handler, String at);

    /** On how many hosts the task that just started will run. */
    default void hostsDue(int hosts) {}

    /** A host begins with a task. */
    default void hostStarts(String host, String title) {}

    /** A host is through with a task. */
    default void hostEnds(String host, String title) {}

    /** A task ended on a host, or one item of its loop did. */
    void ended(Outcome outcome);

    void retries(String host, String title, int left);

    void included(String file, List<String> hosts, @Nullable Object item);

    void warns(String sentence);

    void noHostsLeft();

    /** The end of it all: what happened on each host, by name. */
    void recap(Map<String, HostCounts> counts);
}
