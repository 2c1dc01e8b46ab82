package io.sounder.controller.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options of {@code sounder inventory}, named as {@code ansible-inventory} names them. */
final class InventoryOptions {
    private final CommandSpec spec = CommandSpec.create().name("inventory");

    private InventoryOptions() {}

    static CommandSpec spec() {
        return new InventoryOptions().all();
    }

    private CommandSpec all() {
        spec.usageMessage().description("Shows the inventory.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("GROUP")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("the group to begin the tree with")
                .build());
        many("INVENTORY", "inventory file, folder, or host list with a comma", "-i", "--inventory", "--inventory-file");
        flag("all groups and all variables of hosts, as JSON", "--list");
        one("HOST", "the variables of one host, as JSON", "--host");
        flag("the groups as a tree", "--graph");
        flag("YAML instead of JSON", "-y", "--yaml");
        flag("with --graph: variables too", "--vars");
        flag("variables where they are defined, not what they come to for each host", "--export");
        one("PATTERN", "with --list: only these hosts", "-l", "--limit");
        one("FILE", "write to this file", "--output");
        one("FOLDER", "the folder of playbooks, for its group_vars and host_vars", "--playbook-dir");
        many("VARS", "variables as key=value, JSON, YAML or @file", "-e", "--extra-vars");
        VaultOptions.addTo(spec);
        spec.addOption(OptionSpec.builder("-v", "--verbose")
                .arity("0")
                .type(boolean[].class)
                .description("accepted; changes nothing")
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .arity("0")
                .usageHelp(true)
                .description("show this")
                .build());
        return spec;
    }

    private void flag(String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .arity("0")
                .type(boolean.class)
                .description(text)
                .build());
    }

    private void one(String label, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .description(text)
                .build());
    }

    private void many(String label, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(text)
                .build());
    }
}
