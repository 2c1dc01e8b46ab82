package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.host.Become;
import io.sounder.controller.module.PythonText;
import io.sounder.controller.playbook.Keywords;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keywords of one task with their values on one host. Variables beat keywords, keywords beat the command line. */
final class TaskSettings {
    private final Templar templar;
    private final Scope scope;
    private final Keywords keywords;
    private final ConnectionDefaults defaults;

    TaskSettings(Templar templar, Scope scope, Keywords keywords, ConnectionDefaults defaults) {
        this.templar = templar;
        this.scope = scope;
        this.keywords = keywords;
        this.defaults = defaults;
    }

    /** A keyword's value. */
    Optional<Object> keyword(String name) {
        return keywords.nearest(name).map(raw -> templar.value(raw, scope)).filter(value -> !Templar.isOmitted(value));
    }

    boolean flag(String name) {
        return keyword(name).map(TaskSettings::truth).orElse(false);
    }

    double number(String name, double fallback) {
        Optional<Object> value = keyword(name);
        try {
            return value.map(one -> Double.parseDouble(String.valueOf(one).strip()))
                    .orElse(fallback);
        } catch (NumberFormatException e) {
            throw new ControllerException(
                    ExitCode.HOSTS_FAILED, "keyword '" + name + "' is not a number: '" + value.orElse("") + "'", e);
        }
    }

    /** The first of the variables that exists, else the keyword, else the command line's. */
    Optional<Object> connection(@Nullable String keyword, String... variables) {
        for (String variable : variables) {
            if (scope.has(variable)) {
                Object value = templar.value(scope.raw(variable), scope);
                if (value != null && !Templar.isOmitted(value)) {
                    return Optional.of(value);
                }
            }
        }
        Optional<Object> written = keyword == null ? Optional.empty() : keyword(keyword);
        return written.or(() -> {
            for (String variable : variables) {
                Object value = defaults.variables().get(variable);
                if (value != null) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        });
    }

    Become become() {
        boolean active =
                connection("become", "ansible_become").map(TaskSettings::truth).orElse(defaults.become());
        if (!active) {
            return Become.NOBODY_ELSE;
        }
        String user = connection("become_user", "ansible_become_user")
                .map(String::valueOf)
                .orElse("root");
        String method = connection("become_method", "ansible_become_method")
                .map(String::valueOf)
                .orElse("sudo");
        Optional<String> password = connection(
                        null, "ansible_become_password", "ansible_become_pass", "ansible_sudo_pass")
                .map(String::valueOf);
        try {
            String name = plain(method).toUpperCase(Locale.ROOT);
            return new Become(
                    true,
                    user,
                    Become.Method.valueOf(name),
                    password,
                    text("become_exe", "ansible_become_exe", "ansible_" + plain(method) + "_exe"),
                    text("become_flags", "ansible_become_flags", "ansible_" + plain(method) + "_flags"));
        } catch (IllegalArgumentException e) {
            throw new ControllerException(
                    ExitCode.HOSTS_FAILED, "become method '" + method + "' is not one of sudo, su, runuser", e);
        }
    }

    private static String plain(String method) {
        return method.substring(method.lastIndexOf('.') + 1);
    }

    private Optional<String> text(String keyword, String... variables) {
        return connection(keyword, variables).map(String::valueOf).filter(text -> !text.isBlank());
    }

    Duration timeout() {
        return Duration.ofMillis((long) (number("timeout", 0) * 1000));
    }

    Map<String, String> environment() {
        Map<String, String> merged = new LinkedHashMap<>();
        for (Object raw : keywords.environment()) {
            Object value = templar.value(raw, scope);
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, one) -> merged.put(String.valueOf(name), PythonText.of(one)));
            } else if (value != null && !String.valueOf(value).isEmpty() && !Templar.isOmitted(value)) {
                throw new ControllerException(ExitCode.HOSTS_FAILED, "'environment' is not a map: '" + value + "'");
            }
        }
        return merged;
    }

    /** A boolean as Ansible reads it. */
    static boolean truth(Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case Number number -> number.doubleValue() != 0;
            default ->
                switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
                    case "yes", "on", "1", "true", "y", "t" -> true;
                    case "no", "off", "0", "false", "n", "f", "", "none" -> false;
                    default -> throw new ControllerException(ExitCode.HOSTS_FAILED, "'" + value + "' is not a boolean");
                };
        };
    }
}
