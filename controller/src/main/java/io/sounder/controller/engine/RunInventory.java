package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inventory as a run sees it: with hosts and groups that tasks added. Thread-safe. */
final class RunInventory {
    private final Supplier<Inventory> reader;
    private Inventory now;
    private int version;

    /** @param reader reads the inventory anew */
    RunInventory(Inventory base, Supplier<Inventory> reader) {
        this.now = base;
        this.reader = reader;
    }

    synchronized void refresh() {
        now = reader.get();
        version++;
    }

    /** Grows whenever hosts, groups or variables change. */
    synchronized int version() {
        return version;
    }

    private synchronized Inventory now() {
        return now;
    }

    List<Host> match(String pattern, Optional<String> limit) {
        return now().match(pattern, limit.orElse(null));
    }

    List<Host> hosts() {
        return now().hosts();
    }

    Host hostOrThrow(String name) {
        Host host = now().host(name);
        if (host != null) {
            return host;
        }
        if (List.of("localhost", "127.0.0.1", "::1").contains(name)) {
            return new Host(name, true);
        }
        throw new ControllerException(ExitCode.ERROR, "host '" + name + "' is not in the inventory");
    }

    /** The host of that name, or one that stands in no inventory. */
    Host hostOrNew(String name) {
        try {
            return hostOrThrow(name);
        } catch (ControllerException e) {
            return new Host(name, false);
        }
    }

    Map<String, Object> groups() {
        Map<String, Object> groups = new LinkedHashMap<>();
        now().groups().forEach((name, hosts) -> groups.put(name, new ArrayList<>(hosts)));
        return groups;
    }

    List<String> groupNames(Host host) {
        Inventory inventory = now();
        return inventory.host(host.name()) == null ? List.of() : inventory.groupNames(host);
    }

    Map<String, @Nullable Object> variables(Host host, Path folder) {
        Inventory inventory = now();
        boolean known = inventory.host(host.name()) != null || host.implicit();
        return known ? inventory.variables(host, folder) : Map.of();
    }

    /** Adds a host, or only puts one into more groups; says whether anything is new. */
    synchronized boolean add(String host, List<String> groups, Map<String, @Nullable Object> variables) {
        Map<String, List<String>> known = now.groups();
        boolean changed = now.host(host) == null
                || groups.stream()
                        .anyMatch(group -> !known.getOrDefault(group, List.of()).contains(host));
        if (changed || !variables.isEmpty()) {
            now = now.with(host, groups, variables);
            version++;
        }
        return changed;
    }
}
