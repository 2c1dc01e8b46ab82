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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The inventory as a run sees it: with hosts and groups that tasks added. Thread-safe. */
final class RunInventory {
    private final Inventory base;
    private final Map<String, Map<String, @Nullable Object>> added = new LinkedHashMap<>();
    private final Map<String, List<String>> addedGroups = new LinkedHashMap<>();

    RunInventory(Inventory base) {
        this.base = base;
    }

    synchronized List<Host> match(String pattern, Optional<String> limit) {
        List<Host> hosts = new ArrayList<>();
        for (String part : pattern.split("[,:]", -1)) {
            addedGroups.getOrDefault(part, List.of()).stream()
                    .map(this::hostOrThrow)
                    .forEach(hosts::add);
            if (added.containsKey(part)) {
                hosts.add(hostOrThrow(part));
            }
        }
        if (hosts.isEmpty() || pattern.equals("all")) {
            hosts.addAll(0, base.match(pattern, limit.orElse(null)));
        }
        return hosts.stream().distinct().toList();
    }

    synchronized List<Host> hosts() {
        List<Host> hosts = new ArrayList<>(base.hosts());
        added.keySet().stream()
                .filter(name -> base.host(name) == null)
                .map(this::hostOrThrow)
                .forEach(hosts::add);
        return hosts;
    }

    synchronized Host hostOrThrow(String name) {
        Host host = base.host(name);
        if (host != null) {
            return host;
        }
        if (added.containsKey(name)) {
            return new Host(name, false);
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

    synchronized Map<String, Object> groups() {
        Map<String, Object> groups = new LinkedHashMap<>();
        base.groups().forEach((name, hosts) -> groups.put(name, new ArrayList<>(hosts)));
        addedGroups.forEach((name, hosts) -> {
            List<String> all = new ArrayList<>(base.groups().getOrDefault(name, List.of()));
            all.addAll(hosts);
            groups.put(name, all.stream().distinct().toList());
        });
        return groups;
    }

    synchronized List<String> groupNames(Host host) {
        TreeSet<String> names = new TreeSet<>();
        if (base.host(host.name()) != null) {
            names.addAll(base.groupNames(host));
        }
        addedGroups.forEach((group, hosts) -> {
            if (hosts.contains(host.name())) {
                names.add(group);
            }
        });
        return List.copyOf(names);
    }

    synchronized Map<String, @Nullable Object> variables(Host host, Path folder) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        if (base.host(host.name()) != null || host.implicit()) {
            variables.putAll(base.variables(host, folder));
        }
        variables.putAll(added.getOrDefault(host.name(), Map.of()));
        return variables;
    }

    /** Adds a host, or only puts one into more groups; says whether anything is new. */
    synchronized boolean add(String host, List<String> groups, Map<String, @Nullable Object> variables) {
        boolean changed = base.host(host) == null && !added.containsKey(host);
        if (changed || !variables.isEmpty()) {
            added.computeIfAbsent(host, name -> new LinkedHashMap<>()).putAll(variables);
        }
        for (String group : groups) {
            List<String> members = addedGroups.computeIfAbsent(group, name -> new ArrayList<>());
            if (!members.contains(host)) {
                members.add(host);
                changed = true;
            }
        }
        return changed;
    }
}
