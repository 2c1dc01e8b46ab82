package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.StepParser;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the plays of playbooks one after the other. Used once, by one thread. */
public final class PlaybookRun implements AutoCloseable {
    private final RunInventory inventory;
    private final Connections connections;
    private final RunParts parts;
    private final Stepping stepping;
    private final AsyncJobs jobs = new AsyncJobs();
    private final Execution execution;
    private final PlayVariables beginnings;
    private final Set<Host> lost = new LinkedHashSet<>();
    private boolean failed;
    private boolean unreachable;

    /** @param inventory reads the inventory, again when a task asks for it */
    public PlaybookRun(
            Supplier<Inventory> inventory,
            Templar templar,
            StepParser parser,
            YamlReader reader,
            RunOptions options,
            RunListener listener) {
        RunListener orderly = new OneAtATime(listener);
        this.stepping = new Stepping(options);
        this.inventory = new RunInventory(inventory.get(), inventory);
        this.connections = new Connections(orderly::warns);
        Variables variables = new Variables(this.inventory, templar, options);
        this.execution = new Execution(templar, variables, this.inventory, options, connections, jobs);
        this.parts = parts(options, orderly, templar, variables, new Includes(parser), new Tally());
        this.beginnings = new PlayVariables(parts, reader);
    }

    private RunParts parts(
            RunOptions options,
            RunListener listener,
            Templar templar,
            Variables variables,
            Includes includes,
            Tally tally) {
        Attempts attempts = new Attempts(templar, options, execution, listener);
        TaskRunner runner = new TaskRunner(templar, variables, options, attempts, listener);
        StartAt startAt = new StartAt(options.startAt());
        return new RunParts(
                options, listener, templar, variables, runner, execution, includes, tally, startAt, stepping);
    }

    /** The same parts for a host that goes its own way. */
    private RunParts parts(RunListener listener) {
        return parts(parts.options(), listener, parts.templar(), parts.variables(), parts.includes(), parts.tally());
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
        Scope scope = Scope.of(parts.options().extraVars(), play.folder());
        String pattern = String.valueOf(parts.templar().value(play.pattern(), scope));
        List<Host> matched =
                ordered(play, inventory.match(pattern, parts.options().limit()));
        List<Host> hosts = matched.stream().filter(host -> !lost.contains(host)).toList();
        if (matched.isEmpty()) {
            parts.listener().playStarts(play.name());
            parts.listener().noHostsMatched();
            return true;
        }
        Map<String, @Nullable Object> answers = beginnings.answers(play);
        Map<String, @Nullable Object> known = new LinkedHashMap<>(play.vars());
        known.putAll(parts.options().extraVars());
        Object serial =
                parts.templar().value(play.keywords().nearest("serial").orElse(null), Scope.of(known, play.folder()));
        for (List<Host> batch : Batches.of(hosts, serial)) {
            parts.listener().playStarts(play.name());
            List<Host> ofPlay =
                    hosts.stream().filter(host -> !lost.contains(host)).toList();
            PlayFrame frame = new PlayFrame(play, batch, ofPlay, matched);
            batch.forEach(host -> beginnings.read(frame, host, answers));
            if (!run(frame)) {
                return false;
            }
            if (frame.ended()) {
                break;
            }
        }
        return true;
    }

    private static List<Host> ordered(Play play, List<Host> hosts) {
        List<Host> ordered = new ArrayList<>(hosts);
        switch (String.valueOf(play.keywords().nearest("order").orElse("inventory"))) {
            case "inventory" -> {}
            case "sorted" -> ordered.sort(Comparator.comparing(Host::name));
            case "reverse_sorted" ->
                ordered.sort(Comparator.comparing(Host::name).reversed());
            case "reverse_inventory" -> Collections.reverse(ordered);
            case "shuffle" -> Collections.shuffle(ordered);
            default ->
                throw ControllerException.at(
                        play.at(), "'order' is one of inventory, sorted, reverse_sorted, reverse_inventory, shuffle");
        }
        return ordered;
    }

    private boolean run(PlayFrame frame) {
        List<Host> batch = frame.all();
        Play play = frame.play();
        String strategy = String.valueOf(play.keywords()
                .nearest("strategy")
                .orElse(parts.options().settings().strategy()));
        if (strategy.endsWith("linear")) {
            new PlayRunner(frame, parts, new Handlers(play.handlers()), batch).run();
        } else {
            LateBanner.Last last = new LateBanner.Last();
            Parallel.map(batch, parts.options().forks(), host -> {
                RunParts own = parts(new LateBanner(parts.listener(), last));
                new PlayRunner(frame, own, new Handlers(play.handlers()), List.of(host)).run();
                return host;
            });
        }
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

    @Override
    public void close() {
        jobs.close();
        connections.close();
    }
}
