package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.RunListener;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears everything and says nothing: for listeners that want a part. */
interface Quiet extends RunListener {
    @Override
    default void playStarts(String name) {}

    @Override
    default void noHostsMatched() {}

    @Override
    default void taskStarts(String title, boolean handler, String at) {}

    @Override
    default void ended(Outcome outcome) {}

    @Override
    default void retries(String host, String title, int left) {}

    @Override
    default void included(String file, List<String> hosts, @Nullable Object item) {}

    @Override
    default void warns(String sentence) {}

    @Override
    default void noHostsLeft() {}

    @Override
    default void recap(Map<String, HostCounts> counts) {}
}
