package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.StepParser;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the plays of playbooks one after the other. Used once, by one thread. */
public final class PlaybookRun implements AutoCloseable {
    private final RunInventory inventory;
    private final Connections connections;
    private final RunParts parts;
    private final YamlReader reader;
    private final Set<Host> lost = new LinkedHashSet<>();
    private boolean failed;
    private boolean unreachable;

    public PlaybookRun(
            Inventory inventory,
            Templar templar,
            StepParser parser,
            YamlReader reader,
            RunOptions options,
            RunListener listener) {
        RunListener orderly = new OneAtATime(listener);
        this.inventory = new RunInventory(inventory);
        this.connections = new Connections(orderly::warns);
        this.reader = reader;
        Variables variables = new Variables(this.inventory, templar, options);
        Execution execution = new Execution(templar, variables, this.inventory, options, connections);
        Attempts attempts = new Attempts(templar, options, execution, orderly);
        this.parts = new RunParts(
                options,
                orderly,
                templar,
                variables,
                new TaskRunner(templar, variables, options, attempts, orderly),
                new Includes(parser),
                new Tally(),
                new StartAt(options.startAt()));
    }

    /** Runs all plays and tells the recap. */
    public ExitCode run(List<Play> plays) {
        try {
            for (Play play : plays) {
                if (!run(play)) {
                    break;
                }
            }
        } finally {
            parts.listener().recap(parts.tally().counts());
        }
        return unreachable ? ExitCode.HOSTS_UNREACHABLE : failed ? ExitCode.HOSTS_FAILED : ExitCode.OK;
    }

    /** Runs a play; false if no host is left to go on with. */
    private boolean run(Play play) {
        String pattern = String.valueOf(parts.templar()
                .value(
                        play.pattern(),
                        io.sounder.controller.template.Scope.of(parts.options().extraVars(), play.folder())));
        List<Host> matched = inventory.match(pattern, parts.options().limit());
        List<Host> hosts = matched.stream().filter(host -> !lost.contains(host)).toList();
        if (matched.isEmpty()) {
            parts.listener().playStarts(play.name());
            parts.listener().noHostsMatched();
            return true;
        }
        for (List<Host> batch :
                Batches.of(hosts, play.keywords().nearest("serial").orElse(null))) {
            parts.listener().playStarts(play.name());
            if (!run(play, batch)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(Play play, List<Host> batch) {
        PlayFrame frame = new PlayFrame(play, batch);
        batch.forEach(host -> readFiles(frame, host));
        new PlayRunner(frame, parts, new Handlers(play.handlers())).run();
        for (Host host : batch) {
            failed |= frame.isFailed(host);
            unreachable |= frame.isUnreachable(host);
            if (frame.isFailed(host) || frame.isUnreachable(host)) {
                lost.add(host);
            }
        }
        boolean all = lost.containsAll(batch) && !batch.isEmpty();
        if (all && frame.doomed()) {
            parts.listener().noHostsLeft();
        }
        return !all;
    }

    private void readFiles(PlayFrame frame, Host host) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (Object raw : frame.play().varsFiles()) {
            String name =
                    String.valueOf(parts.templar().value(raw, parts.variables().scope(frame, host, null)));
            Path file = frame.play().folder().resolve(name);
            if (!Files.isRegularFile(file)) {
                throw ControllerException.at(frame.play().at(), "vars file '" + file + "' was not found");
            }
            YamlNode node = reader.readOne(file);
            if (node instanceof YamlMap map) {
                variables.putAll(map.variables());
            }
            frame.filesVars(host.name(), new LinkedHashMap<>(variables));
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
