package io.sounder.controller.engine;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Keywords;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.playbook.TaskArgs;
import io.sounder.controller.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one play: all hosts do one step before any does the next. A host that fails leaves the list of steps it is in; a
 * block's rescue may bring it back. Used by one thread.
 */
final class PlayRunner {
    private final PlayFrame frame;
    private final RunOptions options;
    private final TaskStep tasks;
    private final Handlers handlers;
    private final Variables variables;
    private final List<Host> mine;

    /** @param mine the hosts to lead through the play together */
    PlayRunner(PlayFrame frame, RunParts parts, Handlers handlers, List<Host> mine) {
        this.frame = frame;
        this.mine = List.copyOf(mine);
        this.options = parts.options();
        this.variables = parts.variables();
        this.handlers = handlers;
        this.tasks = new TaskStep(frame, parts, handlers, this);
    }

    /** Runs the whole play; the frame tells afterwards which hosts failed. */
    void run() {
        Play play = frame.play();
        Section root = new Section(false);
        List<Host> hosts = mine;
        List<Step> first = new ArrayList<>();
        if (tasks.gathersFacts()) {
            first.add(gathering(play));
        }
        steps(first, withoutFacts(hosts), root);
        hosts = hosts.stream()
                .filter(host -> !root.failed(host) && !frame.left(host))
                .toList();
        for (List<Step> section : play.sections()) {
            hosts = steps(section, hosts, root);
            hosts = flush(hosts, root);
        }
        root.failures().keySet().forEach(frame::fail);
    }

    /** The hosts whose facts are to be gathered: all, or those that have none yet. */
    private List<Host> withoutFacts(List<Host> hosts) {
        return options.settings().gathering().equals("smart")
                ? hosts.stream()
                        .filter(host -> variables.state(host.name()).facts().isEmpty())
                        .toList()
                : hosts;
    }

    private static Step.Task gathering(Play play) {
        Keywords always = play.keywords().within(Map.of("tags", new YamlScalar(play.at(), "always", "always")));
        return new Step.Task(
                play.at(), always, "Gathering Facts", "setup", "setup", new TaskArgs(Map.of(), null), null);
    }

    /** Runs steps one after the other; gives the hosts that came through. */
    List<Host> steps(List<Step> steps, List<Host> hosts, Section section) {
        List<Host> going = hosts;
        for (Step step : steps) {
            going = present(going, section);
            if (going.isEmpty()) {
                return going;
            }
            going = switch (step) {
                case Step.Task task -> tasks.run(task, going, section);
                case Step.Block block -> block(block, going, section);
            };
        }
        return present(going, section);
    }

    /** The hosts that have not left, after those that a fatal task condemned have failed. */
    private List<Host> present(List<Host> hosts, Section section) {
        List<Host> present = new ArrayList<>();
        for (Host host : hosts) {
            if (frame.left(host)) {
                continue;
            }
            if (frame.takeDoom(host)) {
                section.fail(host, new Section.Failure(null, TaskStep.NOTHING));
            } else if (!section.failed(host)) {
                present.add(host);
            }
        }
        return present;
    }

    private List<Host> block(Step.Block block, List<Host> hosts, Section outer) {
        Section body = new Section(outer.rescued() || !block.rescue().isEmpty());
        List<Host> going = new ArrayList<>(steps(block.body(), hosts, body));
        Map<Host, Section.Failure> failures = new LinkedHashMap<>(body.failures());
        if (!block.rescue().isEmpty() && !failures.isEmpty()) {
            Section rescue = new Section(outer.rescued());
            failures.forEach(this::tellRescue);
            List<Host> rescued = steps(block.rescue(), body.failedOf(hosts), rescue);
            going = inOrder(hosts, going, rescued);
            failures = new LinkedHashMap<>(rescue.failures());
        }
        if (!block.always().isEmpty()) {
            Section always = new Section(outer.rescued());
            List<Host> all = inOrder(hosts, going, List.copyOf(failures.keySet()));
            List<Host> through = steps(block.always(), all, always);
            going.retainAll(through);
            failures.putAll(always.failures());
        }
        failures.forEach(outer::fail);
        return going;
    }

    private void tellRescue(Host host, Section.Failure failure) {
        HostState state = variables.state(host.name());
        state.set("ansible_failed_result", failure.outcome().result());
        Map<String, Object> task = new LinkedHashMap<>();
        Step.Task failed = failure.task();
        if (failed != null) {
            task.put("name", failed.name());
            task.put("action", failed.writtenModule());
            task.put("args", failed.args().named());
            task.put("tags", List.copyOf(failed.keywords().tags()));
            task.put("when", failed.keywords().when());
        }
        state.set("ansible_failed_task", task);
    }

    private static List<Host> inOrder(List<Host> order, List<Host> some, List<Host> others) {
        List<Host> both = new ArrayList<>(order);
        both.removeIf(host -> !some.contains(host) && !others.contains(host));
        return both;
    }

    /** Runs the handlers that were notified, also those that handlers notify. */
    List<Host> flush(List<Host> hosts, Section section) {
        List<Host> going = hosts;
        boolean forced = options.forceHandlers()
                || TaskSettings.truth(
                        frame.play().keywords().nearest("force_handlers").orElse(false));
        for (Map<Step.Task, List<Host>> taken = handlers.take(); !taken.isEmpty(); taken = handlers.take()) {
            for (Map.Entry<Step.Task, List<Host>> one : taken.entrySet()) {
                going = present(going, section);
                List<Host> now = going;
                List<Host> wanted = mine.stream()
                        .filter(host -> one.getValue().contains(host))
                        .filter(host -> now.contains(host) || (forced && !frame.left(host)))
                        .toList();
                if (!wanted.isEmpty()) {
                    tasks.runHandler(one.getKey(), wanted, section);
                }
            }
        }
        return present(going, section);
    }

    /** Runs what an include gave. */
    List<Host> included(Includes.Included included, List<Host> hosts, Section section) {
        handlers.add(included.site(), included.handlers());
        return steps(included.steps(), hosts, section);
    }
}
