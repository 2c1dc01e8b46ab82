package io.sounder.controller.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds options to a command: flags, options with a value, options that may stand several times. */
record OptionList(CommandSpec spec) {
    /** What the commands that read an inventory have in common, to be mixed into them. */
    static CommandSpec ofInventory() {
        CommandSpec shared = CommandSpec.create();
        OptionList options = new OptionList(shared);
        options.many(
                "INVENTORY",
                "inventory file, folder, or host list with a comma",
                "-i",
                "--inventory",
                "--inventory-file");
        options.one("PATTERN", "narrow the hosts to this pattern", "-l", "--limit");
        options.many("VARS", "variables as key=value, JSON, YAML or @file", "-e", "--extra-vars");
        shared.addMixin("vault", ofVault());
        return shared;
    }

    /** Where the passwords of encrypted files and values come from, to be mixed into commands. */
    static CommandSpec ofVault() {
        CommandSpec shared = CommandSpec.create();
        OptionList options = new OptionList(shared);
        options.many("ID@SOURCE", "vault id and where its password comes from", "--vault-id");
        options.many("FILE", "file with the vault password", "--vault-password-file", "--vault-pass-file");
        options.flag("ask for the vault password", "-J", "--ask-vault-password", "--ask-vault-pass");
        return shared;
    }

    void one(String label, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .description(text)
                .build());
    }

    void many(String label, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(text)
                .build());
    }

    void flag(String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .arity("0")
                .type(boolean.class)
                .description(text)
                .build());
    }

    /** The option that counts how often it stands. */
    void verbose(String text) {
        spec.addOption(OptionSpec.builder("-v", "--verbose")
                .arity("0")
                .type(boolean[].class)
                .description(text)
                .build());
    }

    void help() {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .arity("0")
                .usageHelp(true)
                .description("show this")
                .build());
    }
}
