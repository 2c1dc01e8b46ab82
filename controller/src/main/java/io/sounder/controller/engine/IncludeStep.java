package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs what {@code include_tasks} and {@code include_role} bring, each for the hosts that asked for it. Used by one thread. */
final class IncludeStep {
    private final PlayFrame frame;
    private final RunParts parts;
    private final PlayRunner plays;
    private final TaskStep tasks;

    IncludeStep(PlayFrame frame, RunParts parts, PlayRunner plays, TaskStep tasks) {
        this.frame = frame;
        this.parts = parts;
        this.plays = plays;
        this.tasks = tasks;
    }

    /** Runs what the hosts asked for; gives those that came through. */
    List<Host> include(Step.Task task, Map<Host, Outcome> outcomes, List<Host> hosts, Section section) {
        List<Host> going = hosts;
        Map<Includes.Included, List<Host>> all = new LinkedHashMap<>();
        for (Map.Entry<Includes.Request, List<Host>> one :
                Includes.requests(outcomes).entrySet()) {
            Object item = one.getKey().itemVars().values().stream().findFirst().orElse(null);
            List<Host> wanted = one.getValue();
            Includes.Included included;
            try {
                included = parts.includes().load(frame.play(), task, one.getKey());
            } catch (ControllerException e) {
                wanted.forEach(host -> cannotInclude(task, host, e, section));
                going = going.stream().filter(host -> !section.failed(host)).toList();
                continue;
            }
            if (task.module().equals("include_tasks")) {
                parts.listener()
                        .included(
                                included.shown(),
                                wanted.stream().map(Host::name).toList(),
                                item);
                wanted.forEach(host -> parts.tally().add(host.name(), new HostCounts(1, 0, 0, 0, 0, 0, 0)));
            }
            included.open().forEach(frame::open);
            all.put(included, wanted);
        }
        for (Map.Entry<Includes.Included, List<Host>> one : all.entrySet()) {
            List<Host> wanted = one.getValue();
            plays.included(one.getKey(), going.stream().filter(wanted::contains).toList(), section);
            going = going.stream()
                    .filter(host -> !section.failed(host) && !frame.left(host))
                    .toList();
        }
        return going;
    }

    /** An include that cannot be read fails on the hosts that asked for it. */
    private void cannotInclude(Step.Task task, Host host, ControllerException problem, Section section) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("failed", true);
        result.put("reason", problem.text());
        Outcome outcome = new Outcome(host.name(), Status.FAILED, false, result, List.of(), null, false, false, false);
        parts.listener().ended(outcome);
        tasks.conclude(task, host, outcome, List.of(host), section);
    }
}
