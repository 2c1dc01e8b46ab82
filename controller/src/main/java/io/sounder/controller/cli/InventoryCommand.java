package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.report.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code sounder inventory}: shows what is in the inventory, as JSON or as a tree. */
final class InventoryCommand {
    private final ParseResult parsed;
    private final Terminal terminal;
    private final Inventory inventory;

    InventoryCommand(ParseResult parsed, Terminal terminal) {
        this.parsed = parsed;
        this.terminal = terminal;
        List<String> sources = new ArrayList<>(parsed.matchedOptionValue("-i", List.<String>of()));
        if (sources.isEmpty()) {
            sources.addAll(Settings.here(terminal.environment()).paths("defaults.inventory", ","));
        }
        if (sources.isEmpty()) {
            throw new ControllerException(ExitCode.ERROR, "no inventory: neither -i nor ansible.cfg names one")
                    .withHint("give one with -i FILE");
        }
        this.inventory = Inventory.load(sources, sentence -> terminal.err().println("[WARNING]: " + sentence));
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("inventory");
        spec.usageMessage().description("Shows the inventory.");
        spec.addOption(OptionSpec.builder("-i", "--inventory")
                .paramLabel("INVENTORY")
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("inventory file, folder, or host list with a comma")
                .build());
        spec.addOption(OptionSpec.builder("--list")
                .arity("0")
                .type(boolean.class)
                .description("all groups and all variables of hosts, as JSON")
                .build());
        spec.addOption(OptionSpec.builder("--host")
                .paramLabel("HOST")
                .arity("1")
                .type(String.class)
                .description("the variables of one host, as JSON")
                .build());
        spec.addOption(OptionSpec.builder("--graph")
                .arity("0")
                .type(boolean.class)
                .description("the groups as a tree")
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .arity("0")
                .usageHelp(true)
                .description("show this")
                .build());
        return spec;
    }

    ExitCode run() {
        if (parsed.hasMatchedOption("--host")) {
            String name = parsed.matchedOptionValue("--host", "");
            Host host = inventory.host(name);
            if (host == null) {
                throw new ControllerException(ExitCode.USAGE, "host '" + name + "' is not in the inventory");
            }
            terminal.out().println(Json.pretty(variables(host)));
        } else if (parsed.hasMatchedOption("--graph")) {
            terminal.out().println("@all:");
            graph("all", "  |--");
        } else if (parsed.hasMatchedOption("--list")) {
            list();
        } else {
            throw new ControllerException(ExitCode.USAGE, "one of --list, --host or --graph is needed");
        }
        return ExitCode.OK;
    }

    private Map<String, @Nullable Object> variables(Host host) {
        Map<String, @Nullable Object> variables =
                new TreeMap<>(inventory.variables(host, Path.of("").toAbsolutePath()));
        variables.remove("inventory_file");
        variables.remove("inventory_dir");
        return variables;
    }

    private void graph(String group, String prefix) {
        for (String child : new TreeSet<>(inventory.children(group))) {
            terminal.out().println(prefix + "@" + child + ":");
            graph(child, "  |" + prefix);
        }
        new TreeSet<>(inventory.ownHosts(group)).forEach(host -> terminal.out().println(prefix + host));
    }

    private void list() {
        Map<String, Object> hostvars = new LinkedHashMap<>();
        inventory.hosts().forEach(host -> hostvars.put(host.name(), variables(host)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("_meta", Map.of("hostvars", hostvars));
        for (String group : inventory.groups().keySet()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (!inventory.ownHosts(group).isEmpty()) {
                entry.put("hosts", inventory.ownHosts(group));
            }
            if (!inventory.children(group).isEmpty()) {
                entry.put("children", inventory.children(group));
            }
            if (!entry.isEmpty()) {
                all.put(group, entry);
            }
        }
        terminal.out().println(Json.pretty(all));
    }
}
