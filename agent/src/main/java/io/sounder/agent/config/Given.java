package io.sounder.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * An option as the user gave it, not checked yet.
 *
 * @param kind set, {@code --no-…} or {@code --reset-…}
 * @param values one text, more for lists and hashes; none for a reset and for an option that is not a boolean negated
 * @param source where it was given
 */
record Given(Kind kind, List<String> values, Source source) {
    enum Kind {
        SET,
        NEGATED,
        RESET
    }

    static Given set(String value, Source source) {
        return new Given(Kind.SET, List.of(value), source);
    }

    Given and(String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return new Given(kind, more, source);
    }
}
