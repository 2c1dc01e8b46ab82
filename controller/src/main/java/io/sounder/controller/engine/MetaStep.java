package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code meta} tasks, which steer the play itself. Used by one thread. */
final class MetaStep {
    private final PlayFrame frame;
    private final RunParts parts;
    private final PlayRunner plays;

    MetaStep(PlayFrame frame, RunParts parts, PlayRunner plays) {
        this.frame = frame;
        this.parts = parts;
        this.plays = plays;
    }

    List<Host> run(Step.Task task, List<Host> hosts, Section section) {
        String action = task.args().free() == null ? "" : task.args().free();
        parts.listener().taskStarts(task.title(), false, task.at().toString());
        List<Host> meant = new ArrayList<>();
        for (Host host : hosts) {
            if (parts.templar()
                    .condition(task.keywords().when(), parts.variables().scope(frame, host, task))) {
                meant.add(host);
            } else {
                parts.listener()
                        .ended(new Outcome(
                                host.name(),
                                Status.SKIPPED,
                                false,
                                Map.of("changed", false),
                                List.of(),
                                null,
                                false,
                                false,
                                false));
            }
        }
        return meant.isEmpty() ? hosts : carryOut(action, task, hosts, meant, section);
    }

    private List<Host> carryOut(String action, Step.Task task, List<Host> hosts, List<Host> meant, Section section) {
        switch (action) {
            case "noop" -> {
                return hosts;
            }
            case "reset_connection" -> {
                meant.forEach(host -> parts.execution().resetConnection(frame, host, task));
                return hosts;
            }
            case "refresh_inventory" -> {
                parts.variables().refreshInventory();
                return hosts;
            }
            case "clear_facts" -> {
                meant.forEach(host -> parts.variables().state(host.name()).clearFacts());
                return hosts;
            }
            case "clear_host_errors" -> {
                frame.forgive();
                return hosts;
            }
            case "flush_handlers" -> {
                return plays.flush(hosts, section);
            }
            case "end_host" -> meant.forEach(frame::leave);
            case "end_play" -> frame.end();
            case "end_batch" -> frame.all().forEach(frame::leave);
            default -> throw ControllerException.at(task.at(), "invalid meta action '" + action + "'");
        }
        return hosts.stream().filter(host -> !frame.left(host)).toList();
    }
}
