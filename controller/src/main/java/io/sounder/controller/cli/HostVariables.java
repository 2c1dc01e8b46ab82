package io.sounder.controller.cli;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables that {@code sounder inventory} shows.
 *
 * @param folder of playbooks
 * @param export whether variables are shown where they are defined
 * @param extra variables of the command line
 */
record HostVariables(Inventory inventory, Path folder, boolean export, Map<String, @Nullable Object> extra) {
    Map<String, @Nullable Object> of(Host host) {
        Map<String, @Nullable Object> variables = new TreeMap<>();
        if (export) {
            variables.putAll(inventory.ownVariables(host, folder));
        } else {
            variables.putAll(inventory.variables(host, folder));
            variables.putAll(extra);
        }
        variables.remove("inventory_file");
        variables.remove("inventory_dir");
        return variables;
    }

    /** The variables that a group defines itself. */
    Map<String, @Nullable Object> ofGroup(String group) {
        return new TreeMap<>(inventory.groupVariables(group, folder));
    }
}
