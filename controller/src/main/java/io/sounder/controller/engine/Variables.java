package io.sounder.controller.engine;

import io.sounder.controller.base.HashBehaviour;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.Role;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Puts the variables of a task on a host together in Ansible's order of precedence; thread-safe. */
final class Variables {
    private final RunInventory inventory;
    private final Templar templar;
    private final RunOptions options;
    private final Magic magic;
    private final Map<String, HostState> states = new ConcurrentHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> inventoryVars = new ConcurrentHashMap<>();

    Variables(RunInventory inventory, Templar templar, RunOptions options) {
        this.inventory = inventory;
        this.templar = templar;
        this.options = options;
        this.magic = new Magic(inventory, options);
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
        List<Path> search = searchPath(play, chain, task);
        layers.add(magic.of(frame, host, task, state, search, () -> hostvars(frame)));
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
        return new LayeredScope(layers, play.folder(), search, maps());
    }

    private HashBehaviour maps() {
        return options.settings().maps();
    }

    private Map<String, Object> hostvars(PlayFrame frame) {
        return frame.hostvars(
                inventory.version(),
                () -> templar.hostvars(
                        inventory.hosts().stream().map(Host::name).toList(),
                        name -> outsideView(frame, inventory.hostOrThrow(name))));
    }

    /** What other hosts see of a host. */
    private Scope outsideView(PlayFrame frame, Host host) {
        HostState state = state(host.name());
        return new LayeredScope(
                List.of(
                        magic.fromOutside(frame, host, state),
                        options.extraVars(),
                        state.set(),
                        state.included(),
                        state.facts(),
                        ofInventory(host, frame.play().folder())),
                frame.play().folder(),
                List.of(frame.play().folder()),
                maps());
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

    /** Where files are looked for: the roles, the folder in which the task is written, the playbook. */
    static List<Path> searchPath(Play play, List<Role> chain, Step.@Nullable Task task) {
        Set<Path> path = new LinkedHashSet<>();
        chain.forEach(role -> path.add(role.folder()));
        Path written =
                task == null ? null : Path.of(task.at().file()).toAbsolutePath().getParent();
        if (written != null) {
            path.add(written);
        }
        path.add(play.folder());
        return List.copyOf(path);
    }
}
