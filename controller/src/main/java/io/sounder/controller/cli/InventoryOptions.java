package io.sounder.controller.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options of {@code sounder inventory}, named as {@code ansible-inventory} names them. */
final class InventoryOptions {
    private final CommandSpec spec = CommandSpec.create().name("inventory");
    private final OptionList options = new OptionList(spec);

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
        spec.addMixin("inventory", OptionList.ofInventory());
        options.flag("all groups and all variables of hosts, as JSON", "--list");
        options.one("HOST", "the variables of one host, as JSON", "--host");
        options.flag("the groups as a tree", "--graph");
        options.flag("YAML instead of JSON", "-y", "--yaml");
        options.flag("with --graph: variables too", "--vars");
        options.flag("variables where they are defined, not what they come to for each host", "--export");
        options.one("FILE", "write to this file", "--output");
        options.one("FOLDER", "the folder of playbooks, for its group_vars and host_vars", "--playbook-dir");
        options.verbose("accepted; changes nothing");
        options.help();
        return spec;
    }
}
