package io.sounder.controller.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decides whether to colour: on a terminal, unless the environment wants it otherwise. */
public final class Colours {
    private Colours() {}

    /** As {@code ANSIBLE_FORCE_COLOR}, {@code ANSIBLE_NOCOLOR} and {@code NO_COLOR} say, else for terminals. */
    public static boolean wanted(boolean terminal, Map<String, String> environment) {
        if (isOn(environment, "ANSIBLE_FORCE_COLOR")) {
            return true;
        }
        boolean refused = isOn(environment, "ANSIBLE_NOCOLOR")
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.get("TERM"));
        return terminal && !refused;
    }

    private static boolean isOn(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
        return List.of("1", "true", "t", "yes", "y", "on").contains(value);
    }
}
