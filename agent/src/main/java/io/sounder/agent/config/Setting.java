package io.sounder.agent.config;

import java.util.List;

/**
 * One option of one key with its value.
 *
 * @param values the checked texts: one, except for lists (one per item) and hashes (one {@code key=value} per item)
 * @param source where it was set
 * @param negated set by {@code --no-…}: the option is off and {@code values} says so, or is empty
 */
record Setting(List<String> values, Source source, boolean negated) {
    Setting {
        values = List.copyOf(values);
    }

    static Setting of(String value, Source source) {
        return new Setting(List.of(value), source, false);
    }
}
