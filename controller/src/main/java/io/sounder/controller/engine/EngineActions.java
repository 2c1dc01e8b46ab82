package io.sounder.controller.engine;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.module.Args;
import io.sounder.controller.module.ModuleException;
import io.sounder.controller.module.ModuleResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The actions that change the run itself: adding hosts and groups, and requests to include something. */
final class EngineActions {
    /** The key of a result under which the name of what is to be included stands. */
    static final String INCLUDE = "include";
    /** The key of a result under which the arguments of an include stand. */
    static final String INCLUDE_ARGS = "include_args";

    private final RunInventory inventory;
    private final Variables variables;

    EngineActions(RunInventory inventory, Variables variables) {
        this.inventory = inventory;
        this.variables = variables;
    }

    ModuleResult run(String action, Args args, Host host) {
        return switch (action) {
            case "include_tasks" ->
                include(args, Optional.ofNullable(args.free()).or(() -> args.text("file")));
            case "include_role" -> include(args, args.text("name").or(() -> args.text("role")));
            case "add_host" -> addHost(args);
            case "group_by" -> groupBy(args, host);
            case "set_stats" -> stats(args);
            default -> throw new ModuleException("'" + action + "' cannot run here");
        };
    }

    private static ModuleResult include(Args args, Optional<String> name) {
        String file = name.orElseThrow(() -> new ModuleException("No file specified for include"));
        return ModuleResult.of(false).with(INCLUDE, file).with(INCLUDE_ARGS, args.values());
    }

    private ModuleResult addHost(Args args) {
        String name = args.text("name")
                .or(() -> args.text("hostname"))
                .or(() -> args.text("host"))
                .orElseThrow(() -> new ModuleException("name, host or hostname needs to be provided"));
        List<String> groups = args.list(args.has("groups") ? "groups" : args.has("group") ? "group" : "groupname");
        Map<String, @Nullable Object> vars = new LinkedHashMap<>(args.values());
        List.of("name", "hostname", "host", "groups", "group", "groupname").forEach(vars::remove);
        boolean changed = inventory.add(name, groups, vars);
        variables.forgetInventory();
        return ModuleResult.of(changed)
                .with("add_host", Map.of("host_name", name, "groups", groups, "host_vars", vars));
    }

    private static ModuleResult stats(Args args) {
        if (!(args.raw("data").orElse(Map.of()) instanceof Map<?, ?> data)) {
            throw new ModuleException("The 'data' option needs to be a dictionary/hash");
        }
        boolean ofHost = args.flag("per_host", false);
        return ModuleResult.of(false)
                .with(
                        "ansible_stats",
                        Map.of("data", data, "per_host", ofHost, "aggregate", args.flag("aggregate", true)));
    }

    private ModuleResult groupBy(Args args, Host host) {
        String key = args.required("key").replace(' ', '-');
        List<String> parents = args.has("parents") ? args.list("parents") : List.of("all");
        boolean changed = inventory.add(host.name(), List.of(key), Map.of());
        variables.forgetInventory();
        return ModuleResult.of(changed).with("add_group", key).with("parent_groups", parents);
    }
}
