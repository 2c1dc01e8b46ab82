package io.sounder.agent.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the user gave, by option and key. Filled from the strongest source to the weakest; not safe for use by threads. */
final class GivenOptions {
    private final Map<Option, SortedMap<Integer, Given>> options = new EnumMap<>(Option.class);

    @Nullable
    Given get(Option option, int key) {
        SortedMap<Integer, Given> keys = options.get(option);
        return keys == null ? null : keys.get(key);
    }

    boolean contains(Option option, int key) {
        return get(option, key) != null;
    }

    void put(Option option, int key, Given given) {
        options.computeIfAbsent(option, ignored -> new TreeMap<>()).put(key, given);
    }

    /** Forgets all options but these. */
    void retain(Set<Option> known) {
        options.keySet().retainAll(known);
    }

    /** The value of an option without a number when it was set; null otherwise. */
    @Nullable
    String value(Option option) {
        Given given = get(option, 1);
        return given == null || given.kind() != Given.Kind.SET
                ? null
                : given.values().getFirst();
    }

    /** Calls back for each option, its keys and what was given, in the order of the options. */
    void forEach(BiConsumer<Option, SortedMap<Integer, Given>> action) {
        options.forEach(action);
    }
}
