package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** {@code sounder inventory}: shows what is in the inventory, in the forms of {@code ansible-inventory}. */
final class InventoryCommand {
    private final ParseResult parsed;
    private final Terminal terminal;
    private final Inventory inventory;
    private final HostVariables variables;
    private final Set<String> warned = new HashSet<>();

    InventoryCommand(ParseResult parsed, Terminal terminal) {
        this.parsed = parsed;
        this.terminal = terminal;
        Settings settings = Settings.here(terminal.environment(), this::warn);
        YamlReader reader = new YamlReader(
                this::warn, new VaultOptions(parsed, settings, new ConsolePrompt(terminal.err())).secrets());
        List<String> sources = new ArrayList<>(parsed.matchedOptionValue("-i", List.<String>of()));
        if (sources.isEmpty()) {
            sources.addAll(settings.inventory());
        }
        if (sources.isEmpty()) {
            throw new ControllerException(ExitCode.ERROR, "no inventory: neither -i nor ansible.cfg names one")
                    .withHint("give one with -i FILE");
        }
        this.inventory = Inventory.load(sources, reader, this::warn, settings.maps());
        Path folder = Path.of(parsed.matchedOptionValue("--playbook-dir", "")).toAbsolutePath();
        this.variables = new HostVariables(
                inventory,
                folder.normalize(),
                parsed.hasMatchedOption("--export"),
                ExtraVars.parse(parsed.matchedOptionValue("-e", List.<String>of()), reader, settings.maps()));
    }

    private void warn(String sentence) {
        if (warned.add(sentence)) {
            terminal.err().println("[WARNING]: " + sentence);
        }
    }

    ExitCode run() {
        long actions = List.of("--list", "--host", "--graph").stream()
                .filter(parsed::hasMatchedOption)
                .count();
        if (actions != 1) {
            throw new ControllerException(ExitCode.USAGE, "one of --list, --host or --graph is needed");
        }
        boolean yaml = parsed.hasMatchedOption("-y");
        if (parsed.hasMatchedOption("--graph")) {
            show(new InventoryGraph(inventory, variables, parsed.hasMatchedOption("--vars")).of(group()));
        } else if (parsed.hasMatchedOption("--host")) {
            show(Document.of(variables.of(host()), yaml));
        } else {
            InventoryDocument document = new InventoryDocument(inventory, variables, shown());
            show(Document.of(yaml ? document.tree() : document.groups(), yaml));
        }
        return ExitCode.OK;
    }

    private String group() {
        String name = parsed.matchedPositionalValue(0, "all");
        if (!inventory.groups().containsKey(name)) {
            throw new ControllerException(ExitCode.USAGE, "group '" + name + "' is not in the inventory");
        }
        return name;
    }

    private Host host() {
        String name = parsed.matchedOptionValue("--host", "");
        List<Host> hosts = inventory.match(name);
        if (hosts.size() != 1) {
            throw new ControllerException(ExitCode.USAGE, "host '" + name + "' is not in the inventory");
        }
        return hosts.getFirst();
    }

    /** The hosts that a limit lets through. */
    private Set<String> shown() {
        Set<String> names = new HashSet<>();
        inventory.match("all", parsed.matchedOptionValue("-l", (String) null)).forEach(host -> names.add(host.name()));
        return names;
    }

    private void show(String text) {
        String file = parsed.matchedOptionValue("--output", "");
        if (file.isEmpty()) {
            terminal.out().println(text);
            return;
        }
        try {
            Files.writeString(Path.of(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot write '" + file + "': " + e.getMessage(), e);
        }
    }
}
