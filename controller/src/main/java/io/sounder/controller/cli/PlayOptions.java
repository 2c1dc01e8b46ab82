package io.sounder.controller.cli;

import io.sounder.controller.vault.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
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
        spec.addMixin("inventory", OptionList.ofInventory());
        OptionList options = new OptionList(spec);
        options.many("TAGS", "run only what has one of these tags", "-t", "--tags");
        options.many("TAGS", "leave out what has one of these tags", "--skip-tags");
        options.flag("change nothing, say what would change", "-C", "--check");
        options.flag("show what changes in files", "-D", "--diff");
        options.one("N", "hosts to work on at the same time", "-f", "--forks");
        options.flag("list the tags", "--list-tags");
        options.flag("list the tasks", "--list-tasks");
        options.flag("list the hosts", "--list-hosts");
        options.flag("read the playbook, run nothing", "--syntax-check");
        options.verbose("show results; more of them: more");
        options.flag("become another user", "-b", "--become");
        options.one("USER", "the user to become (root)", "--become-user");
        options.one("METHOD", "sudo, su or runuser (sudo)", "--become-method");
        options.one(
                "FILE", "file with the password that sudo asks for", "--become-password-file", "--become-pass-file");
        options.one("USER", "the user to log in as", "-u", "--user");
        options.one("FILE", "private key to log in with", "--private-key", "--key-file");
        options.flag("ask for the password to log in with", "-k", "--ask-pass");
        options.flag("ask for the password that sudo asks for", "-K", "--ask-become-pass");
        options.one("FILE", "file with the password to log in with", "--connection-password-file", "--conn-pass-file");
        options.one("ARGS", "options of ssh", "--ssh-common-args");
        options.one("ARGS", "more options of ssh", "--ssh-extra-args");
        options.one("ARGS", "accepted; changes nothing", "--sftp-extra-args");
        options.one("ARGS", "accepted; changes nothing", "--scp-extra-args");
        options.one("TYPE", "ssh or local", "-c", "--connection");
        options.one("SECONDS", "time to connect (10)", "-T", "--timeout");
        steps(options);
        options.one("FORM", "text or json", "--output");
        options.flag("tell at the end what took how long", "--profile");
        options.help();
        return spec;
    }

    private static void steps(OptionList options) {
        options.one("TASK", "begin at the task of this name", "--start-at-task");
        options.flag("ask before each task", "--step");
        options.flag("run handlers even on hosts that failed", "--force-handlers");
        options.flag("forget facts of earlier runs; none are kept", "--flush-cache");
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
