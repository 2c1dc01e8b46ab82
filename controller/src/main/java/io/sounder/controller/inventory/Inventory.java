package io.sounder.controller.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All hosts and groups of one run; immutable and thread-safe. */
public final class Inventory {
    private boolean pending = true;

    private Inventory() {}

    private <T> T pending(T value) {
        if (pending) {
            throw new UnsupportedOperationException("inventory");
        }
        pending = true;
        return value;
    }

    /**
     * Reads inventory sources in order, later ones win.
     *
     * @param sources files, folders, or host lists with a comma such as {@code 'a,b,'}
     * @param warnings receives one sentence for each thing that is odd but not wrong
     */
    public static Inventory load(List<String> sources, Consumer<String> warnings) {
        warnings.accept("pending " + sources);
        return new Inventory();
    }

    /** All hosts in inventory order. */
    public List<Host> hosts() {
        return pending(List.of());
    }

    /** The host of that name, or null. */
    public @Nullable Host host(String name) {
        return pending(new Host(name, false));
    }

    /** The magic variable {@code groups}: group name to host names in inventory order, with all and ungrouped. */
    public Map<String, List<String>> groups() {
        return pending(Map.of());
    }

    /** The direct children of a group, for graphs. */
    public List<String> children(String group) {
        return pending(List.of(group));
    }

    /** The magic variable {@code group_names}: sorted, without {@code all}. */
    public List<String> groupNames(Host host) {
        return pending(List.of(host.name()));
    }

    /** The hosts of a pattern such as {@code a:b:&c:!d}, {@code web*}, {@code ~re}, {@code g[0:2]}. */
    public List<Host> match(String pattern) {
        return pending(List.of(new Host(pattern, false)));
    }

    /** The hosts of a play's pattern that the limit ({@code -l}, also {@code @file}) lets through, in the play's order. */
    public List<Host> match(String pattern, @Nullable String limit) {
        return pending(List.of(new Host(pattern + limit, false)));
    }

    /**
     * A host's variables, not yet templated: all, groups by depth, priority and name, then the host's own, each with the
     * files of group_vars and host_vars beside the inventory and the playbook; {@code inventory_file} and
     * {@code inventory_dir} too.
     */
    public Map<String, @Nullable Object> variables(Host host, Path playbookDir) {
        Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
        values.put(host.name(), playbookDir);
        return pending(values);
    }
}
