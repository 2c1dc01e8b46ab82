package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.engine.ConnectionDefaults;
import io.sounder.controller.vault.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How to reach hosts, by command line, environment and configuration file. */
record ConnectionVariables(PlayOptions options, Settings settings, Prompt prompt) {
    private static final List<String[]> SETTINGS = List.of(
            new String[] {"defaults.remote_user", "ansible_user"},
            new String[] {"defaults.remote_port", "ansible_port"},
            new String[] {"defaults.timeout", "ansible_timeout"},
            new String[] {"defaults.transport", "ansible_connection"},
            new String[] {"defaults.host_key_checking", "ansible_host_key_checking"},
            new String[] {"ssh_connection.host_key_checking", "ansible_host_key_checking"},
            new String[] {"ssh_connection.ssh_args", "ansible_ssh_args"},
            new String[] {"ssh_connection.ssh_common_args", "ansible_ssh_common_args"},
            new String[] {"ssh_connection.ssh_extra_args", "ansible_ssh_extra_args"},
            new String[] {"privilege_escalation.become_user", "ansible_become_user"},
            new String[] {"privilege_escalation.become_method", "ansible_become_method"},
            new String[] {"privilege_escalation.become_flags", "ansible_become_flags"},
            new String[] {"privilege_escalation.become_exe", "ansible_become_exe"});

    private static final List<String[]> OPTIONS = List.of(
            new String[] {"-u", "ansible_user"},
            new String[] {"--private-key", "ansible_ssh_private_key_file"},
            new String[] {"-T", "ansible_timeout"},
            new String[] {"-c", "ansible_connection"},
            new String[] {"--ssh-common-args", "ansible_ssh_common_args"},
            new String[] {"--ssh-extra-args", "ansible_ssh_extra_args"},
            new String[] {"--become-user", "ansible_become_user"},
            new String[] {"--become-method", "ansible_become_method"});

    ConnectionDefaults defaults() {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (String[] pair : SETTINGS) {
            settings.text(pair[0]).ifPresent(value -> variables.put(pair[1], value));
        }
        settings.paths("defaults.private_key_file", "\n").stream()
                .findFirst()
                .ifPresent(value -> variables.put("ansible_ssh_private_key_file", value));
        for (String[] pair : OPTIONS) {
            options.text(pair[0]).ifPresent(value -> variables.put(pair[1], value));
        }
        password(variables, "connection_password_file", "--connection-password-file", "ansible_password");
        password(variables, "become_password_file", "--become-password-file", "ansible_become_password");
        ask(variables);
        boolean become = options.has("--become") || settings.flag("privilege_escalation.become", false);
        return new ConnectionDefaults(variables, become);
    }

    private void password(Map<String, Object> variables, String setting, String option, String name) {
        options.text(option)
                .or(() -> settings.paths("defaults." + setting, "\n").stream().findFirst())
                .ifPresent(file -> {
                    try {
                        variables.put(name, Files.readString(Path.of(file)).strip());
                    } catch (IOException e) {
                        throw new ControllerException(
                                ExitCode.ERROR, "cannot read the password file '" + file + "': " + e.getMessage(), e);
                    }
                });
    }

    /** Asks for passwords; an empty answer about the other user means the password of the login. */
    private void ask(Map<String, Object> variables) {
        if (options.has("-k") || settings.flag("defaults.ask_pass", false)) {
            variables.put("ansible_password", prompt.ask("SSH password: "));
        }
        if (options.has("-K") || settings.flag("privilege_escalation.become_ask_pass", false)) {
            boolean known = variables.containsKey("ansible_password");
            String answer = prompt.ask("BECOME password" + (known ? "[defaults to SSH password]" : "") + ": ");
            Object login = variables.getOrDefault("ansible_password", "");
            variables.put("ansible_become_password", answer.isEmpty() ? login : answer);
        }
    }
}
