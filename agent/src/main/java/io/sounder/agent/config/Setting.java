package io.sounder.agent.config;

import java.util.List;

/**
 * One option of one key with its checked value.
 *
 * @param values the texts: one, except for lists (one per item) and hashes (one {@code key=value} per item); none for a
 *     negated option that is no boolean
 * @param source where it was set
 * @param kind how it was given; a reset option has its default
 */
record Setting(List<String> values, Source source, Given.Kind kind) {
    Setting {
        values = List.copyOf(values);
    }

    static Setting byDefault(String value) {
        return new Setting(List.of(value), Source.DEFAULT, Given.Kind.SET);
    }
}
