package io.sounder.controller.cli;

import io.sounder.controller.vault.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code sounder play}, named as {@code ansible-playbook} names them. */
final class PlayOptions {
    private final ParseResult parsed;

    PlayOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("play");
        spec.usageMessage().description("Runs playbooks.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("PLAYBOOK")
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("playbooks to run")
                .build());
        many(
                spec,
                "INVENTORY",
                "inventory file, folder, or host list with a comma",
                "-i",
                "--inventory",
                "--inventory-file");
        one(spec, "PATTERN", "narrow the hosts to this pattern", "-l", "--limit");
        many(spec, "TAGS", "run only what has one of these tags", "-t", "--tags");
        many(spec, "TAGS", "leave out what has one of these tags", "--skip-tags");
        many(spec, "VARS", "variables as key=value, JSON, YAML or @file", "-e", "--extra-vars");
        flag(spec, "change nothing, say what would change", "-C", "--check");
        flag(spec, "show what changes in files", "-D", "--diff");
        one(spec, "N", "hosts to work on at the same time", "-f", "--forks");
        flag(spec, "list the tags", "--list-tags");
        flag(spec, "list the tasks", "--list-tasks");
        flag(spec, "list the hosts", "--list-hosts");
        flag(spec, "read the playbook, run nothing", "--syntax-check");
        spec.addOption(OptionSpec.builder("-v", "--verbose")
                .arity("0")
                .type(boolean[].class)
                .description("show results; more of them: more")
                .build());
        flag(spec, "become another user", "-b", "--become");
        one(spec, "USER", "the user to become (root)", "--become-user");
        one(spec, "METHOD", "sudo, su or runuser (sudo)", "--become-method");
        one(spec, "FILE", "file with the password that sudo asks for", "--become-password-file", "--become-pass-file");
        one(spec, "USER", "the user to log in as", "-u", "--user");
        one(spec, "FILE", "private key to log in with", "--private-key", "--key-file");
        flag(spec, "ask for the password to log in with", "-k", "--ask-pass");
        flag(spec, "ask for the password that sudo asks for", "-K", "--ask-become-pass");
        VaultOptions.addTo(spec);
        one(spec, "FILE", "file with the password to log in with", "--connection-password-file", "--conn-pass-file");
        one(spec, "ARGS", "options of ssh", "--ssh-common-args");
        one(spec, "ARGS", "more options of ssh", "--ssh-extra-args");
        one(spec, "ARGS", "accepted; changes nothing", "--sftp-extra-args");
        one(spec, "ARGS", "accepted; changes nothing", "--scp-extra-args");
        one(spec, "TYPE", "ssh or local", "-c", "--connection");
        one(spec, "SECONDS", "time to connect (10)", "-T", "--timeout");
        steps(spec);
        one(spec, "FORM", "text or json", "--output");
        flag(spec, "tell at the end what took how long", "--profile");
        spec.addOption(OptionSpec.builder("-h", "--help")
                .arity("0")
                .usageHelp(true)
                .description("show this")
                .build());
        return spec;
    }

    private static void steps(CommandSpec spec) {
        one(spec, "TASK", "begin at the task of this name", "--start-at-task");
        flag(spec, "ask before each task", "--step");
        flag(spec, "run handlers even on hosts that failed", "--force-handlers");
        flag(spec, "forget facts of earlier runs; none are kept", "--flush-cache");
    }

    private static void one(CommandSpec spec, String label, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .description(text)
                .build());
    }

    private static void many(CommandSpec spec, String label, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(text)
                .build());
    }

    private static void flag(CommandSpec spec, String text, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .arity("0")
                .type(boolean.class)
                .description(text)
                .build());
    }

    VaultOptions vault(Settings settings, Prompt prompt) {
        return new VaultOptions(parsed, settings, prompt);
    }

    boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
    }

    List<String> all(String option) {
        return parsed.matchedOptionValue(option, List.<String>of());
    }

    /** Words of an option that takes several, split at commas. */
    Set<String> words(String option) {
        return split(all(option));
    }

    /** Words split at commas. */
    static Set<String> split(List<String> values) {
        Set<String> words = new LinkedHashSet<>();
        for (String value : values) {
            for (String word : value.split(",", -1)) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return words;
    }

    int verbosity() {
        return parsed.matchedOptionValue("-v", new boolean[0]).length;
    }

    List<String> playbooks() {
        return new ArrayList<>(parsed.matchedPositionalValue(0, List.<String>of()));
    }
}
