package io.sounder.agent.config;

/**
 * An option as it was spelled.
 *
 * @param key the number in it, 1 when there is none
 * @param kind whether it has {@code no-} or {@code reset-} in front
 */
record OptionName(Option option, int key, Given.Kind kind) {
    /** The current spelling without {@code no-} or {@code reset-}. */
    String canonical() {
        return option.name(key);
    }
}
