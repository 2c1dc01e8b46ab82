package io.sounder.controller.engine;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.Role;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Puts the variables of a task on a host together in Ansible's order of precedence; thread-safe. */
final class Variables {
    private final RunInventory inventory;
    private final Templar templar;
    private final RunOptions options;
    private final Map<String, HostState> states = new ConcurrentHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> inventoryVars = new ConcurrentHashMap<>();

    Variables(RunInventory inventory, Templar templar, RunOptions options) {
        this.inventory = inventory;
        this.templar = templar;
        this.options = options;
    }

    HostState state(String host) {
        return states.computeIfAbsent(host, name -> new HostState());
    }

    /** The scope of a task; with no task, that of the play. */
    LayeredScope scope(PlayFrame frame, Host host, Step.@Nullable Task task) {
        Play play = frame.play();
        Role role = task == null ? null : task.role();
        HostState state = state(host.name());
        List<Role> chain = chain(role);
        List<Map<String, ? extends @Nullable Object>> layers = new ArrayList<>();
        layers.add(magic(frame, host, role));
        layers.add(options.extraVars());
        chain.forEach(one -> layers.add(one.params()));
        layers.add(state.set());
        layers.add(state.included());
        layers.add(task == null ? Map.of() : task.keywords().vars());
        chain.forEach(one -> layers.add(one.vars()));
        frame.roles().reversed().forEach(one -> layers.add(one.vars()));
        layers.add(frame.filesVars(host.name()));
        layers.add(play.vars());
        layers.add(state.facts());
        layers.add(ofInventory(host, play.folder()));
        chain.forEach(one -> layers.add(one.defaults()));
        frame.roles().reversed().forEach(one -> layers.add(one.defaults()));
        layers.add(options.connection().variables());
        return new LayeredScope(layers, play.folder(), searchPath(play, chain));
    }

    /** What other hosts see of a host. */
    private Scope outsideView(PlayFrame frame, Host host) {
        HostState state = state(host.name());
        return new LayeredScope(
                List.of(
                        identity(host),
                        options.extraVars(),
                        state.set(),
                        state.included(),
                        state.facts(),
                        ofInventory(host, frame.play().folder())),
                frame.play().folder(),
                List.of(frame.play().folder()));
    }

    Map<String, @Nullable Object> ofInventory(Host host, Path folder) {
        return inventoryVars.computeIfAbsent(host.name() + "\0" + folder, key -> inventory.variables(host, folder));
    }

    /** The inventory's files may have changed: read them anew; hosts that tasks added go. */
    void refreshInventory() {
        inventory.refresh();
        forgetInventory();
    }

    /** Variables of hosts changed: read them anew. */
    void forgetInventory() {
        inventoryVars.clear();
    }

    static List<Role> chain(@Nullable Role role) {
        List<Role> chain = new ArrayList<>();
        if (role != null) {
            chain.add(role);
            chain.addAll(role.parents());
        }
        return chain;
    }

    static List<Path> searchPath(Play play, List<Role> chain) {
        List<Path> path = new ArrayList<>();
        chain.forEach(role -> path.add(role.folder()));
        path.add(play.folder());
        return path;
    }

    private Map<String, Object> identity(Host host) {
        Map<String, Object> identity = new HashMap<>();
        identity.put("inventory_hostname", new Verbatim(host.name()));
        identity.put("inventory_hostname_short", new Verbatim(host.name().split("\\.", 2)[0]));
        identity.put("group_names", new Verbatim(inventory.groupNames(host)));
        identity.put("groups", new Verbatim(inventory.groups()));
        identity.put("ansible_facts", new Verbatim(facts(host)));
        return identity;
    }

    private Map<String, @Nullable Object> facts(Host host) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        state(host.name()).facts().forEach((name, value) -> {
            String plain = name.startsWith("ansible_") ? name.substring("ansible_".length()) : name;
            facts.put(plain, value instanceof Verbatim wrapped ? wrapped.value() : value);
        });
        return facts;
    }

    private Map<String, Object> magic(PlayFrame frame, Host host, @Nullable Role role) {
        Map<String, Object> magic = identity(host);
        magic.put(
                "hostvars",
                frame.hostvars(
                        inventory.version(),
                        () -> templar.hostvars(
                                inventory.hosts().stream().map(Host::name).toList(),
                                name -> outsideView(frame, inventory.hostOrThrow(name)))));
        magic.put("playbook_dir", new Verbatim(frame.play().folder().toString()));
        magic.put("ansible_play_name", new Verbatim(frame.play().name()));
        magic.put("ansible_play_hosts", frame.aliveInPlay());
        magic.put("ansible_play_batch", frame.aliveNames());
        magic.put("play_hosts", frame.aliveNames());
        magic.put("ansible_play_hosts_all", frame.allNames());
        List<String> names = frame.roles().stream()
                .filter(one -> one.parents().isEmpty())
                .map(Role::name)
                .toList();
        magic.put("ansible_play_role_names", names);
        magic.put("role_names", names);
        magic.put(
                "ansible_role_names",
                frame.roles().stream().map(Role::name).distinct().toList());
        magic.put(
                "ansible_dependent_role_names",
                frame.roles().stream()
                        .filter(one -> !one.parents().isEmpty())
                        .map(Role::name)
                        .distinct()
                        .toList());
        magic.put("ansible_check_mode", options.check());
        magic.put("ansible_diff_mode", options.diff());
        magic.put("ansible_verbosity", (long) options.verbosity());
        magic.put("ansible_forks", (long) options.forks());
        magic.put("ansible_run_tags", List.copyOf(options.tags().only()));
        magic.put("ansible_skip_tags", List.copyOf(options.tags().skip()));
        magic.put("ansible_managed", "Ansible managed");
        magic.put(
                "ansible_version",
                Map.of("full", "2.14.18", "major", 2L, "minor", 14L, "revision", 18L, "string", "2.14.18"));
        magic.put("ansible_playbook_python", "/usr/bin/python3");
        options.limit().ifPresent(limit -> magic.put("ansible_limit", limit));
        if (role != null) {
            magic.put("role_path", new Verbatim(role.folder().toString()));
            magic.put("role_name", new Verbatim(role.name()));
            magic.put(
                    "ansible_parent_role_names",
                    role.parents().stream().map(Role::name).toList());
            magic.put(
                    "ansible_parent_role_paths",
                    role.parents().stream().map(one -> one.folder().toString()).toList());
            magic.put("ansible_role_name", new Verbatim(role.name()));
        }
        return magic;
    }
}
