package io.sounder.controller.cli;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.template.Templar;
import io.sounder.controller.template.value.Printing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups as a tree of lines. Used once. */
final class InventoryGraph {
    private final Inventory inventory;
    private final HostVariables variables;
    private final boolean withVariables;
    private final List<String> lines = new ArrayList<>();

    InventoryGraph(Inventory inventory, HostVariables variables, boolean withVariables) {
        this.inventory = inventory;
        this.variables = variables;
        this.withVariables = withVariables;
    }

    String of(String group) {
        group(group, 0);
        return String.join("\n", lines);
    }

    private void group(String name, int depth) {
        line("@" + name + ":", depth);
        inventory.children(name).forEach(child -> group(child, depth + 1));
        if (!name.equals("all")) {
            for (String host : inventory.ownHosts(name)) {
                line(host, depth + 1);
                variables(() -> variables.of(new Host(host, false)), depth + 2);
            }
        }
        variables(() -> variables.ofGroup(name), depth + 1);
    }

    private void variables(java.util.function.Supplier<Map<String, @Nullable Object>> shown, int depth) {
        if (withVariables) {
            shown.get()
                    .forEach((name, value) ->
                            line("{" + name + " = " + Printing.str(Templar.untemplated(value)) + "}", depth));
        }
    }

    private void line(String text, int depth) {
        lines.add(depth == 0 ? text : "  |".repeat(depth) + "--" + text);
    }
}
