package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sounder pitr} and {@code sounder fork}: short words for runs of {@code pgsql-pitr.yml}. */
final class PitrCommand {
    private static final List<String> ACTIONS = List.of("plan", "run", "continue", "promote", "undo", "confirm");
    private static final List<String> TARGETS = List.of("--time", "--name", "--xid", "--lsn", "--set", "--timeline");

    private final ParseResult parsed;
    private final ToIntFunction<String[]> commands;
    private final List<String> words;

    /** @param commands runs a command line of this program */
    PitrCommand(ParseResult parsed, ToIntFunction<String[]> commands) {
        this.parsed = parsed;
        this.commands = commands;
        this.words = List.of(parsed.matchedPositionalValue(0, ""), parsed.matchedPositionalValue(1, ""));
    }

    static CommandSpec pitr() {
        CommandSpec spec = spec("pitr", "ACTION", String.join(", ", ACTIONS), "CLUSTER", "the cluster");
        spec.usageMessage().description("Takes a cluster back to a point in time.");
        new OptionList(spec).flag("open the server at the target, do not wait there", "-P", "--promote");
        return spec;
    }

    static CommandSpec fork() {
        CommandSpec spec =
                spec("fork", "SOURCE", "the cluster whose backups are taken", "TARGET", "the cluster to put them into");
        spec.usageMessage().description("Makes a cluster what another one was at a point in time.");
        return spec;
    }

    private static CommandSpec spec(String name, String first, String firstText, String second, String secondText) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.addPositional(word("0", first, firstText));
        spec.addPositional(word("1", second, secondText));
        spec.addMixin("vault", OptionList.ofVault());
        OptionList options = new OptionList(spec);
        options.many("INVENTORY", "inventory file, folder, or host list with a comma", "-i", "--inventory");
        options.many("VARS", "variables as key=value, JSON, YAML or @file", "-e", "--extra-vars");
        options.one("TIME", "to this time: '2026-11-22 10:00:00+00'", "--time");
        options.one("NAME", "to this restore point", "--name");
        options.one("XID", "to this transaction", "--xid");
        options.one("LSN", "to this position in the WAL", "--lsn");
        options.flag("to where the backup is consistent", "--immediate");
        options.flag("to just before the target", "-X", "--exclusive");
        options.one("LABEL", "the backup to begin with", "--set");
        options.one("TIMELINE", "latest, current or a number", "--timeline");
        options.flag("do not ask for the name of the cluster", "-y", "--yes");
        options.verbose("show results; more of them: more");
        options.help();
        return spec;
    }

    private static PositionalParamSpec word(String index, String label, String text) {
        return PositionalParamSpec.builder()
                .index(index)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .description(text)
                .build();
    }

    int run() {
        boolean fork = parsed.commandSpec().name().equals("fork");
        String action = fork ? "run" : words.getFirst();
        if (!ACTIONS.contains(action)) {
            throw new ControllerException(
                    ExitCode.COMMAND_LINE,
                    "'" + action + "' is nothing to do to a recovery: use " + String.join(", ", ACTIONS));
        }
        Map<String, Object> task = task(fork);
        boolean begins = List.of("plan", "run").contains(action);
        if (!begins && !task.isEmpty()) {
            throw new ControllerException(
                    ExitCode.COMMAND_LINE,
                    "'" + action + "' goes on with the recovery that is under way and takes no target");
        }
        List<String> line = new ArrayList<>(List.of("play", playbook().toString(), "-l", words.getLast()));
        if (begins) {
            line.addAll(List.of("-e", Json.compact(Map.of("pg_pitr", task))));
        }
        if (!List.of("run", "continue").contains(action)) {
            line.addAll(List.of("-t", action));
        }
        if (parsed.hasMatchedOption("-y")) {
            line.addAll(List.of("-e", "pg_pitr_yes=true"));
        }
        for (String option : List.of("-i", "-e", "--vault-id", "--vault-password-file")) {
            parsed.matchedOptionValue(option, List.<String>of()).forEach(value -> line.addAll(List.of(option, value)));
        }
        if (parsed.hasMatchedOption("-J")) {
            line.add("-J");
        }
        for (int i = 0; i < parsed.matchedOptionValue("-v", new boolean[0]).length; i++) {
            line.add("-v");
        }
        return commands.applyAsInt(line.toArray(String[]::new));
    }

    private Map<String, Object> task(boolean fork) {
        Map<String, Object> task = new LinkedHashMap<>();
        if (fork) {
            task.put("cluster", words.getFirst());
        }
        for (String option : TARGETS) {
            if (parsed.hasMatchedOption(option)) {
                task.put(option.substring(2), parsed.matchedOptionValue(option, ""));
            }
        }
        if (parsed.hasMatchedOption("--immediate")) {
            task.put("type", "immediate");
        }
        if (parsed.hasMatchedOption("-X")) {
            task.put("exclusive", true);
        }
        if (!fork && parsed.hasMatchedOption("-P")) {
            task.put("action", "promote");
        }
        return task;
    }

    /** The playbook of the checkout that this program was started from. */
    private static Path playbook() {
        String command = System.getProperty("sounder.command", "");
        try {
            Path launcher = command.isEmpty()
                    ? Path.of("bin/sounder")
                    : Path.of(command).toRealPath();
            Path playbook = launcher.toAbsolutePath()
                    .resolveSibling("../pgsql-pitr.yml")
                    .normalize();
            if (Files.isReadable(playbook)) {
                return playbook;
            }
            throw new ControllerException(ExitCode.ERROR, "there is no playbook '" + playbook + "'")
                    .withHint("start bin/sounder of a checkout");
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot find the playbooks: " + e.getMessage(), e);
        }
    }
}
