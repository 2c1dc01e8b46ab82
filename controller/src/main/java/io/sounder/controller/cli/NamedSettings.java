package io.sounder.controller.cli;

import io.sounder.controller.template.lookup.LookupContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings under the names that Ansible's documentation gives them, for the lookup {@code config}. */
record NamedSettings(Settings settings) {
    private enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        PATH,
        PATHS,
        WORDS
    }

    private record Named(Kind kind, String key, String fallback) {}

    private static final Map<String, Named> NAMES = Map.ofEntries(
            named("ANY_ERRORS_FATAL", Kind.FLAG, "defaults.any_errors_fatal", "false"),
            named("DEFAULT_BECOME", Kind.FLAG, "privilege_escalation.become", "false"),
            named("DEFAULT_BECOME_ASK_PASS", Kind.FLAG, "privilege_escalation.become_ask_pass", "false"),
            named("DEFAULT_BECOME_METHOD", Kind.TEXT, "privilege_escalation.become_method", "sudo"),
            named("DEFAULT_BECOME_USER", Kind.TEXT, "privilege_escalation.become_user", "root"),
            named("DEFAULT_FORCE_HANDLERS", Kind.FLAG, "defaults.force_handlers", "false"),
            named("DEFAULT_FORKS", Kind.NUMBER, "defaults.forks", "5"),
            named("DEFAULT_GATHERING", Kind.TEXT, "defaults.gathering", "implicit"),
            named("DEFAULT_HASH_BEHAVIOUR", Kind.TEXT, "defaults.hash_behaviour", "replace"),
            named("DEFAULT_HOST_LIST", Kind.PATHS, "defaults.inventory", "/etc/ansible/hosts"),
            named("DEFAULT_MANAGED_STR", Kind.TEXT, "defaults.ansible_managed", "Ansible managed"),
            named("DEFAULT_POLL_INTERVAL", Kind.NUMBER, "defaults.poll_interval", "15"),
            named("DEFAULT_PRIVATE_KEY_FILE", Kind.PATH, "defaults.private_key_file", ""),
            named("DEFAULT_REMOTE_PORT", Kind.NUMBER, "defaults.remote_port", ""),
            named("DEFAULT_REMOTE_USER", Kind.TEXT, "defaults.remote_user", ""),
            named(
                    "DEFAULT_ROLES_PATH",
                    Kind.PATHS,
                    "defaults.roles_path",
                    "~/.ansible/roles:/usr/share/ansible/roles:/etc/ansible/roles"),
            named("DEFAULT_STRATEGY", Kind.TEXT, "defaults.strategy", "linear"),
            named("DEFAULT_TIMEOUT", Kind.NUMBER, "defaults.timeout", "10"),
            named("DEFAULT_TRANSPORT", Kind.TEXT, "defaults.transport", "smart"),
            named("DEFAULT_VAULT_PASSWORD_FILE", Kind.PATH, "defaults.vault_password_file", ""),
            named("DIFF_ALWAYS", Kind.FLAG, "diff.always", "false"),
            named("DIFF_CONTEXT", Kind.NUMBER, "diff.context", "3"),
            named("ERROR_ON_MISSING_HANDLER", Kind.FLAG, "defaults.error_on_missing_handler", "true"),
            named("HOST_KEY_CHECKING", Kind.FLAG, "defaults.host_key_checking", "true"),
            named("RETRY_FILES_ENABLED", Kind.FLAG, "defaults.retry_files_enabled", "false"),
            named("RETRY_FILES_SAVE_PATH", Kind.PATH, "defaults.retry_files_save_path", ""),
            named("TAGS_RUN", Kind.WORDS, "tags.run", ""),
            named("TAGS_SKIP", Kind.WORDS, "tags.skip", ""));

    private static Map.Entry<String, Named> named(String name, Kind kind, String key, String fallback) {
        return Map.entry(name, new Named(kind, key, fallback));
    }

    /** The value of a setting, or {@link LookupContext#UNSET}; empty if no setting has that name. */
    Optional<Object> value(String name) {
        if (name.equals("CONFIG_FILE")) {
            return Optional.of(settings.file().<Object>map(Object::toString).orElse(LookupContext.UNSET));
        }
        return Optional.ofNullable(NAMES.get(name)).map(this::value);
    }

    private Object value(Named named) {
        boolean given = settings.text(named.key()).isPresent();
        String text = settings.text(named.key()).orElse(named.fallback());
        return switch (named.kind()) {
            case FLAG -> settings.flag(named.key(), Boolean.parseBoolean(named.fallback()));
            case WORDS -> List.copyOf(PlayOptions.split(List.of(text)));
            case PATHS -> given ? paths(named.key()) : fallbacks(text);
            case NUMBER ->
                text.isEmpty()
                        ? LookupContext.UNSET
                        : (Object) (long) settings.number(named.key(), Integer.parseInt(given ? "0" : text));
            case PATH ->
                text.isEmpty() ? LookupContext.UNSET : paths(named.key()).getFirst();
            case TEXT -> text.isEmpty() ? LookupContext.UNSET : text;
        };
    }

    private List<String> paths(String key) {
        return settings.paths(key, key.endsWith("inventory") ? "," : ":");
    }

    private static List<String> fallbacks(String text) {
        List<String> paths = new ArrayList<>();
        for (String path : text.split(":", -1)) {
            paths.add(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path);
        }
        return paths;
    }
}
