package io.sounder.agent.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The resolved options of one command by key, and the keys in use; filled while loading, then only read. */
final class Settings {
    private final Map<Option, SortedMap<Integer, Setting>> options = new EnumMap<>(Option.class);
    private final Map<Group, SortedSet<Integer>> keys = new EnumMap<>(Group.class);

    @Nullable
    Setting get(Option option, int key) {
        SortedMap<Integer, Setting> ofKeys = options.get(option);
        return ofKeys == null ? null : ofKeys.get(key);
    }

    /** The single or first value; null when there is none. */
    @Nullable
    String value(Option option, int key) {
        Setting setting = get(option, key);
        return setting == null || setting.values().isEmpty()
                ? null
                : setting.values().getFirst();
    }

    /** Whether the user gave a value. */
    boolean given(Option option, int key) {
        Setting setting = get(option, key);
        return setting != null && setting.source() != Source.DEFAULT;
    }

    void put(Option option, int key, Setting setting) {
        options.computeIfAbsent(option, ignored -> new TreeMap<>()).put(key, setting);
    }

    /** The keys of a group that are in use, ascending; 1 for options without numbers. */
    SortedSet<Integer> keys(Group group) {
        return keys.computeIfAbsent(group, ignored -> new TreeSet<>());
    }

    /** All settings, in the order of option names and keys. */
    Map<Option, SortedMap<Integer, Setting>> all() {
        return options;
    }
}
