package io.sounder.controller.engine;

import io.sounder.controller.base.Verbatim;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a run has learnt about one host; thread-safe. Values are never templated again. */
final class HostState {
    private final Map<String, Object> set = new ConcurrentHashMap<>();
    private final Map<String, Object> included = new ConcurrentHashMap<>();
    private final Map<String, Object> facts = new ConcurrentHashMap<>();

    /** Keeps a fact that was set or a result that was registered. */
    void set(String name, @Nullable Object value) {
        set.put(name, new Verbatim(value));
    }

    /** Keeps variables of an included file: these are templates still. */
    void include(Map<String, @Nullable Object> variables) {
        variables.forEach((name, value) -> included.put(name, value == null ? new Verbatim(null) : value));
    }

    /** Keeps what the host reported of itself, under names starting with {@code ansible_}. */
    void fact(String name, @Nullable Object value) {
        facts.put(name, new Verbatim(value));
    }

    /** Forgets what the host reported of itself. */
    void clearFacts() {
        facts.clear();
    }

    Map<String, Object> set() {
        return set;
    }

    Map<String, Object> included() {
        return included;
    }

    Map<String, Object> facts() {
        return facts;
    }
}
