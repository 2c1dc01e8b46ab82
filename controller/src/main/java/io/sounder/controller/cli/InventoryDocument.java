package io.sounder.controller.cli;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole inventory as maps and lists.
 *
 * @param shown names of the hosts that are in it
 */
record InventoryDocument(Inventory inventory, HostVariables variables, Set<String> shown) {
    /** What a dynamic inventory answers: groups side by side, variables of hosts apart. */
    Map<String, Object> groups() {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> hostvars = new LinkedHashMap<>();
        for (Host host : inventory.hosts()) {
            Map<String, @Nullable Object> own = variables.of(host);
            if (!own.isEmpty() && shown.contains(host.name())) {
                hostvars.put(host.name(), own);
            }
        }
        document.put("_meta", Map.of("hostvars", hostvars));
        group("all", document, new HashSet<>());
        return document;
    }

    private void group(String name, Map<String, Object> document, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        put(entry, "hosts", hosts(name));
        put(entry, "children", inventory.children(name));
        if (variables.export()) {
            Map<String, @Nullable Object> own = variables.ofGroup(name);
            if (!own.isEmpty()) {
                entry.put("vars", own);
            }
        }
        if (!entry.isEmpty()) {
            document.put(name, entry);
        }
        inventory.children(name).forEach(child -> group(child, document, seen));
    }

    private List<String> hosts(String group) {
        return group.equals("all")
                ? List.of()
                : inventory.ownHosts(group).stream().filter(shown::contains).toList();
    }

    private static void put(Map<String, Object> entry, String key, List<String> names) {
        if (!names.isEmpty()) {
            entry.put(key, names);
        }
    }

    /** What an inventory file says: groups within groups, the variables of a host where it stands first. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("all", branch("all", new HashSet<>()));
        return tree;
    }

    private Map<String, Object> branch(String group, Set<String> seen) {
        Map<String, Object> branch = new LinkedHashMap<>();
        Map<String, Object> children = new LinkedHashMap<>();
        inventory.children(group).forEach(child -> children.put(child, branch(child, seen)));
        Map<String, Object> hosts = new LinkedHashMap<>();
        for (String host : hosts(group)) {
            hosts.put(host, seen.add(host) ? variables.of(new Host(host, false)) : Map.of());
        }
        if (!children.isEmpty()) {
            branch.put("children", children);
        }
        if (!hosts.isEmpty()) {
            branch.put("hosts", hosts);
        }
        if (variables.export() && !variables.ofGroup(group).isEmpty()) {
            branch.put("vars", variables.ofGroup(group));
        }
        return branch;
    }
}
