package io.sounder.agent.config;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The condition under which an option has a meaning.
 *
 * @param option the option it depends on, of the same key when that is numbered
 * @param values what that option must be; empty: it must have any value
 * @param otherwise the value of the dependent option when the condition is not met; null: none
 */
record Need(Option option, List<String> values, @Nullable String otherwise) {
    /** Reads {@code name}, {@code name=a,b} and an optional {@code … else value}; null for a dash. */
    static @Nullable Need parse(String text) {
        if (text.equals("-")) {
            return null;
        }
        int split = text.indexOf(" else ");
        String otherwise = split < 0 ? null : text.substring(split + " else ".length());
        String condition = split < 0 ? text : text.substring(0, split);
        int equals = condition.indexOf('=');
        String name = equals < 0 ? condition : condition.substring(0, equals);
        List<String> values = equals < 0 ? List.of() : Words.split(condition.substring(equals + 1), ',');
        return new Need(OptionTable.option(name), values, otherwise);
    }

    /** The condition as messages state it: {@code 'no-online'}, {@code 'type' = 'time'}, {@code 'type' in ('a', 'b')}. */
    String describe(int key, ValueType type) {
        String name = option.name(key);
        if (values.isEmpty()) {
            return "'" + name + "'";
        }
        if (type == ValueType.BOOLEAN) {
            return values.getFirst().equals("y") ? "'" + name + "'" : "'no-" + name + "'";
        }
        if (values.size() == 1) {
            return "'" + name + "' = '" + values.getFirst() + "'";
        }
        String[] sorted = values.toArray(String[]::new);
        Arrays.sort(sorted);
        return "'" + name + "' in ('" + String.join("', '", sorted) + "')";
    }
}
