package io.sounder.agent.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What environment and configuration files say, whether it counts for a command or not. Secrets are replaced by the names
 * of their options.
 *
 * @param environment by the name of the variable
 * @param files by section, then by key; absent when no file was read
 */
public record ConfigReport(
        SortedMap<String, Entry> environment, Optional<SortedMap<String, SortedMap<String, Entry>>> files) {

    /**
     * One setting.
     *
     * @param values of it; none of a name that is no option's
     * @param list whether the option takes several values
     * @param warning what is wrong with it
     */
    public record Entry(List<String> values, boolean list, Optional<String> warning) {}
}
