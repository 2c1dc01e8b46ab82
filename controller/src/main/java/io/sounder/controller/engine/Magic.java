package io.sounder.controller.engine;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Role;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Templar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the magic variables: of a task on a host, and what other hosts see of a host. Thread-safe. */
final class Magic {
    private final RunInventory inventory;
    private final RunOptions options;

    Magic(RunInventory inventory, RunOptions options) {
        this.inventory = inventory;
        this.options = options;
    }

    /** Those of a task, or with no task those of the play. */
    MagicVariables of(
            PlayFrame frame,
            Host host,
            Step.@Nullable Task task,
            HostState state,
            List<Path> searchPath,
            Supplier<Map<String, Object>> hostvars) {
        MagicVariables magic = fromOutside(frame, host, state);
        magic.give("hostvars", hostvars);
        magic.give("ansible_play_name", () -> frame.play().name());
        magic.give("ansible_play_hosts", frame::aliveInPlay);
        magic.give("ansible_play_batch", frame::aliveNames);
        magic.give("play_hosts", frame::aliveNames);
        magic.give("ansible_play_hosts_all", frame::allNames);
        magic.give("ansible_play_role_names", () -> roleNames(frame, false));
        magic.give("role_names", () -> roleNames(frame, false));
        magic.give(
                "ansible_dependent_role_names",
                () -> roleNames(frame, true).stream().distinct().toList());
        magic.give(
                "ansible_role_names",
                () -> frame.roles().stream().map(Role::name).distinct().toList());
        magic.give("ansible_managed", options.settings()::managed);
        if (task != null) {
            magic.give(
                    "ansible_search_path",
                    () -> searchPath.stream().map(Path::toString).toList());
            magic.written("environment", () -> task.keywords().environment());
        }
        if (task != null && task.role() != null) {
            ofRole(magic, task.role());
        }
        return magic;
    }

    private static List<String> roleNames(PlayFrame frame, boolean dependent) {
        return frame.roles().stream()
                .filter(one -> one.parents().isEmpty() != dependent)
                .map(Role::name)
                .toList();
    }

    private static void ofRole(MagicVariables magic, Role role) {
        magic.give("role_path", () -> role.folder().toString());
        magic.give("role_name", role::name);
        magic.give("ansible_role_name", role::name);
        magic.give("ansible_collection_name", () -> null);
        magic.give(
                "role_uuid",
                () -> UUID.nameUUIDFromBytes((role.folder() + role.use()).getBytes(StandardCharsets.UTF_8))
                        .toString());
        if (!role.parents().isEmpty()) {
            magic.give(
                    "ansible_parent_role_names",
                    () -> role.parents().stream().map(Role::name).toList());
            magic.give(
                    "ansible_parent_role_paths",
                    () -> role.parents().stream()
                            .map(one -> one.folder().toString())
                            .toList());
        }
    }

    /** What other hosts see of a host. */
    MagicVariables fromOutside(PlayFrame frame, Host host, HostState state) {
        MagicVariables magic = new MagicVariables();
        magic.give("inventory_hostname", host::name);
        magic.give("inventory_hostname_short", () -> host.name().split("\\.", 2)[0]);
        magic.give("group_names", () -> inventory.groupNames(host));
        magic.give("groups", inventory::groups);
        magic.give("ansible_facts", () -> facts(state));
        magic.give("playbook_dir", () -> frame.play().folder().toString());
        magic.give("omit", () -> Templar.OMIT);
        ofCommandLine(magic);
        return magic;
    }

    private void ofCommandLine(MagicVariables magic) {
        magic.give("ansible_check_mode", options::check);
        magic.give("ansible_diff_mode", options::diff);
        magic.give("ansible_verbosity", () -> (long) options.verbosity());
        magic.give("ansible_forks", () -> (long) options.forks());
        magic.give("ansible_run_tags", () -> List.copyOf(options.tags().only()));
        magic.give("ansible_skip_tags", () -> List.copyOf(options.tags().skip()));
        magic.give(
                "ansible_version",
                () -> Map.of("full", "2.14.18", "major", 2L, "minor", 14L, "revision", 18L, "string", "2.14.18"));
        magic.give("ansible_playbook_python", () -> "/usr/bin/python3");
        magic.give(
                "ansible_config_file",
                () -> options.settings().file().map(Path::toString).orElse(null));
        magic.give("ansible_inventory_sources", options.settings()::inventory);
        options.limit().ifPresent(limit -> magic.give("ansible_limit", () -> limit));
    }

    private static Map<String, @Nullable Object> facts(HostState state) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        state.facts().forEach((name, value) -> {
            String plain = name.startsWith("ansible_") ? name.substring("ansible_".length()) : name;
            facts.put(plain, value instanceof Verbatim wrapped ? wrapped.value() : value);
        });
        return facts;
    }
}
