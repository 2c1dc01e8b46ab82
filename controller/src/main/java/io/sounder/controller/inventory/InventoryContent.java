package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the sources of an inventory said so far; the parsers add to it. Not thread-safe. */
final class InventoryContent {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> hosts = new LinkedHashMap<>();

    InventoryContent() {
        addChild(group(ALL), group(UNGROUPED), null);
    }

    /** The group of that name, made if there is none yet. */
    Group group(String name) {
        return groups.computeIfAbsent(name, Group::new);
    }

    Map<String, Group> groups() {
        return groups;
    }

    /** Host names to the hosts' own variables. */
    Map<String, Map<String, @Nullable Object>> hosts() {
        return hosts;
    }

    void addChild(Group parent, Group child, @Nullable Location at) {
        if (!parent.addChild(child) && at != null) {
            throw ControllerException.at(
                    at,
                    "the group '" + child.name() + "' cannot be a child of '" + parent.name() + "': that makes a loop");
        }
    }

    /** Puts a host into a group and returns the host's own variables. */
    Map<String, @Nullable Object> addHost(Group group, String name, String file, String folder) {
        group.ownHosts().add(name);
        Map<String, @Nullable Object> variables = hosts.computeIfAbsent(name, key -> new LinkedHashMap<>());
        variables.putIfAbsent("inventory_file", file);
        variables.putIfAbsent("inventory_dir", folder);
        return variables;
    }

    /** The same hosts and groups, to be changed on their own. */
    InventoryContent copy() {
        InventoryContent copy = new InventoryContent();
        groups.forEach((name, group) -> {
            Group same = copy.group(name);
            same.ownHosts().addAll(group.ownHosts());
            same.put(group.variables());
            same.put("ansible_group_priority", group.priority());
        });
        groups.forEach((name, group) ->
                group.children().forEach(child -> copy.group(name).addChild(copy.group(child.name()))));
        hosts.forEach((name, variables) -> copy.hosts.put(name, new LinkedHashMap<>(variables)));
        return copy;
    }

    /** Brings groups without a parent under {@code all}, and hosts without a group under {@code ungrouped}. */
    void finish() {
        Group all = group(ALL);
        Group ungrouped = group(UNGROUPED);
        for (Group group : groups.values()) {
            if (group != all && !group.hasParents()) {
                all.addChild(group);
            }
        }
        Set<String> grouped = new LinkedHashSet<>();
        for (Group group : groups.values()) {
            if (group != all && group != ungrouped) {
                grouped.addAll(group.ownHosts());
            }
        }
        ungrouped.ownHosts().removeAll(grouped);
        for (String host : hosts.keySet()) {
            if (!grouped.contains(host)) {
                ungrouped.ownHosts().add(host);
            }
        }
    }
}
