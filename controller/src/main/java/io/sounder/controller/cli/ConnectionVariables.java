package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.engine.ConnectionDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How to reach hosts, by command line and configuration file. */
record ConnectionVariables(PlayOptions options, Settings settings) {
    ConnectionDefaults defaults() {
        Map<String, Object> variables = new LinkedHashMap<>();
        settings.text("defaults.remote_user").ifPresent(value -> variables.put("ansible_user", value));
        settings.paths("defaults.private_key_file", ",").stream()
                .findFirst()
                .ifPresent(value -> variables.put("ansible_ssh_private_key_file", value));
        settings.text("defaults.timeout").ifPresent(value -> variables.put("ansible_timeout", value));
        settings.text("defaults.host_key_checking")
                .ifPresent(value -> variables.put("ansible_host_key_checking", value));
        settings.text("ssh_connection.ssh_common_args")
                .ifPresent(value -> variables.put("ansible_ssh_common_args", value));
        settings.text("privilege_escalation.become_user")
                .ifPresent(value -> variables.put("ansible_become_user", value));
        settings.text("privilege_escalation.become_method")
                .ifPresent(value -> variables.put("ansible_become_method", value));
        option(variables, "-u", "ansible_user");
        option(variables, "--private-key", "ansible_ssh_private_key_file");
        option(variables, "-T", "ansible_timeout");
        option(variables, "-c", "ansible_connection");
        option(variables, "--ssh-common-args", "ansible_ssh_common_args");
        option(variables, "--ssh-extra-args", "ansible_ssh_extra_args");
        option(variables, "--become-user", "ansible_become_user");
        option(variables, "--become-method", "ansible_become_method");
        password(variables, "--become-password-file", "ansible_become_password");
        password(variables, "--connection-password-file", "ansible_password");
        boolean become = options.has("--become")
                || settings.text("privilege_escalation.become")
                        .map(text -> text.matches("(?i)true|yes|on|1"))
                        .orElse(false);
        return new ConnectionDefaults(variables, become);
    }

    private void option(Map<String, Object> variables, String option, String name) {
        options.text(option).ifPresent(value -> variables.put(name, value));
    }

    private void password(Map<String, Object> variables, String option, String name) {
        options.text(option).ifPresent(file -> {
            try {
                variables.put(name, Files.readString(Path.of(file)).strip());
            } catch (IOException e) {
                throw new ControllerException(
                        ExitCode.ERROR, "cannot read the password file '" + file + "': " + e.getMessage(), e);
            }
        });
    }
}
