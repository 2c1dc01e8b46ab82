package io.sounder.controller.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The variables of the environment that go before a setting of {@code ansible.cfg}. */
final class Variable {
    /** Those that are not called after the key alone. */
    private static final Map<String, List<String>> OTHER = Map.of(
            "defaults.host_key_checking", List.of("ANSIBLE_HOST_KEY_CHECKING", "ANSIBLE_SSH_HOST_KEY_CHECKING"),
            "ssh_connection.host_key_checking", List.of("ANSIBLE_SSH_HOST_KEY_CHECKING"),
            "ssh_connection.retries", List.of("ANSIBLE_SSH_RETRIES"),
            "ssh_connection.pipelining", List.of("ANSIBLE_PIPELINING", "ANSIBLE_SSH_PIPELINING"),
            "diff.always", List.of("ANSIBLE_DIFF_ALWAYS"),
            "tags.run", List.of("ANSIBLE_RUN_TAGS"),
            "tags.skip", List.of("ANSIBLE_SKIP_TAGS"),
            "diff.context", List.of("ANSIBLE_DIFF_CONTEXT"));

    private Variable() {}

    /** The names for a setting given as {@code section.key}; the first that is set counts. */
    static List<String> of(String setting) {
        String key = setting.substring(setting.indexOf('.') + 1);
        return OTHER.getOrDefault(setting, List.of("ANSIBLE_" + key.toUpperCase(Locale.ROOT)));
    }
}
