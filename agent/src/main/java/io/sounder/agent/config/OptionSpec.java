package io.sounder.agent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one option accepts, in general or as one command sees it.
 *
 * @param type what its text may be
 * @param section where it may be set
 * @param fallback the default in the notation of {@link OptionRows}
 * @param allowed range or words in the notation of {@link OptionRows}
 * @param need when it has a meaning; null: always
 * @param secure not on the command line and never shown
 * @param internal not in the help
 * @param boolLike the words y and n may be given as for a boolean
 * @param role the only role of the command that knows it; null: every role
 * @param oldNames earlier spellings, with N for the key
 */
record OptionSpec(
        Option option,
        ValueType type,
        Section section,
        String fallback,
        String allowed,
        @Nullable Need need,
        boolean secure,
        boolean internal,
        boolean boolLike,
        @Nullable String role,
        List<String> oldNames) {

    /** Whether a missing value is an error. */
    boolean required() {
        return fallback.equals("!");
    }

    /** Whether {@code --no-…} exists. */
    boolean negatable() {
        return type == ValueType.BOOLEAN || boolLike || option == Option.CONFIG;
    }

    /** Whether the option may be repeated. */
    boolean multiple() {
        return type == ValueType.LIST || type == ValueType.HASH;
    }

    /** Whether it may stand without a value. */
    boolean switches() {
        return type == ValueType.BOOLEAN || boolLike;
    }

    /** The default when the option it depends on has {@code needed}; null when there is none. */
    @Nullable
    String defaultValue(@Nullable String needed) {
        return fallback.equals("-") || fallback.equals("!") ? null : chosen(fallback, needed);
    }

    /** The part of {@link #allowed()} that counts when the option it depends on has {@code needed}; null for no limit. */
    @Nullable
    String allowedFor(@Nullable String needed) {
        return allowed.equals("-") ? null : chosen(allowed, needed);
    }

    /** Whether {@link #allowed()} differs by the option it depends on. */
    boolean allowedDepends() {
        return need != null && allowed.indexOf(':') > 0;
    }

    private @Nullable String chosen(String text, @Nullable String needed) {
        if (need == null || text.indexOf(':') < 0) {
            return text;
        }
        for (String pair : Words.split(text, ' ')) {
            int split = pair.indexOf(':');
            if (pair.substring(0, split).equals(needed)) {
                return pair.substring(split + 1);
            }
        }
        return null;
    }

    /** This option with the differences of one command, in the notation of {@link CommandRows}. */
    OptionSpec differing(List<String> differences) {
        String newFallback = fallback;
        String newAllowed = allowed;
        Need newNeed = need;
        boolean newInternal = internal;
        String newRole = role;
        for (String difference : differences) {
            int split = difference.indexOf('=');
            String value = difference.substring(split + 1);
            switch (split < 0 ? difference : difference.substring(0, split)) {
                case "internal" -> newInternal = true;
                case "default" -> newFallback = value;
                case "values" -> newAllowed = value.replace(',', ' ');
                case "needs" -> newNeed = Need.parse(value);
                case "else" -> newNeed = newNeed == null ? null : new Need(newNeed.option(), newNeed.values(), value);
                case "role" -> newRole = value;
                default -> throw new IllegalArgumentException(option.id() + ": " + difference);
            }
        }
        return new OptionSpec(
                option,
                type,
                section,
                newFallback,
                newAllowed,
                newNeed,
                secure,
                newInternal,
                boolLike,
                newRole,
                oldNames);
    }
}
