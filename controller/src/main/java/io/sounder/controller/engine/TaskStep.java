package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs one task on many hosts and draws the consequences. Used by one thread. */
final class TaskStep {
    static final Outcome NOTHING =
            new Outcome("", Status.FAILED, false, Map.of(), List.of(), null, false, false, false);

    private final PlayFrame frame;
    private final RunParts parts;
    private final Handlers handlers;
    private final MetaStep meta;
    private final IncludeStep includes;

    TaskStep(PlayFrame frame, RunParts parts, Handlers handlers, PlayRunner plays) {
        this.frame = frame;
        this.parts = parts;
        this.handlers = handlers;
        this.meta = new MetaStep(frame, parts, plays);
        this.includes = new IncludeStep(frame, parts, plays, this);
    }

    boolean gathersFacts() {
        return settings(null, frame.all().getFirst())
                .keyword("gather_facts")
                .map(TaskSettings::truth)
                .orElse(!parts.options().settings().gathering().equals("explicit"));
    }

    List<Host> run(Step.Task task, List<Host> hosts, Section section) {
        if (!parts.options().tags().selects(task.keywords().tags())
                || !parts.startAt().reached(task.title())) {
            return hosts;
        }
        if (!parts.stepping().wants(task.title())) {
            return hosts;
        }
        List<Host> due =
                hosts.stream().filter(host -> frame.isDue(task.role(), host)).toList();
        if (due.isEmpty()) {
            return hosts;
        }
        List<Host> going =
                task.module().equals("meta") ? meta.run(task, due, section) : carryOut(task, due, section, false);
        // Who has nothing to do here comes along; the caller drops those that failed or left.
        return due.size() == hosts.size() ? going : hosts;
    }

    void runHandler(Step.Task task, List<Host> hosts, Section section) {
        carryOut(task, hosts, section, true);
    }

    private List<Host> carryOut(Step.Task task, List<Host> hosts, Section section, boolean handler) {
        parts.listener()
                .taskStarts(title(task, hosts.getFirst()), handler, task.at().toString());
        boolean once = task.module().equals("add_host") || flag(task, hosts.getFirst(), "run_once");
        List<Host> chosen = once ? hosts.subList(0, 1) : hosts;
        parts.listener().hostsDue(chosen.size());
        int throttle = (int) settings(task, hosts.getFirst()).number("throttle", 0);
        int limit = throttle > 0
                ? Math.min(throttle, parts.options().forks())
                : parts.options().forks();
        Map<Host, Outcome> outcomes = throttle > 0 && chosen.size() == 1
                ? Map.of(chosen.getFirst(), inTurn(task, chosen.getFirst(), throttle))
                : task.module().equals("group_by")
                        ? inOrder(task, chosen)
                        : Parallel.map(chosen, limit, host -> parts.runner().run(frame, host, task));
        boolean stopped = false;
        for (Map.Entry<Host, Outcome> one : outcomes.entrySet()) {
            stopped |= conclude(task, one.getKey(), one.getValue(), once ? hosts : List.of(one.getKey()), section);
        }
        if (stopped && !section.rescued() && (once || fatal(task, hosts.getFirst()))) {
            frame.doom();
        }
        Optional<Object> most = frame.play().keywords().nearest("max_fail_percentage");
        if (stopped && most.isPresent() && frame.failedPercentage() > number(most.get())) {
            frame.doom();
        }
        List<Host> going = hosts.stream().filter(host -> !section.failed(host)).toList();
        return dynamic(task) ? includes.include(task, outcomes, going, section) : going;
    }

    private boolean fatal(Step.Task task, Host host) {
        return task.keywords().nearest("any_errors_fatal").isEmpty()
                ? parts.options().settings().anyErrorsFatal()
                : flag(task, host, "any_errors_fatal");
    }

    private static double number(Object written) {
        return Double.parseDouble(String.valueOf(written).strip().replaceAll("%$", ""));
    }

    /** One host after the other: groups list their hosts in this order. */
    private Map<Host, Outcome> inOrder(Step.Task task, List<Host> hosts) {
        Map<Host, Outcome> outcomes = new LinkedHashMap<>();
        hosts.forEach(host -> outcomes.put(host, parts.runner().run(frame, host, task)));
        return outcomes;
    }

    /** Where hosts do not wait for each other, a throttled task lets only so many in. */
    private Outcome inTurn(Step.Task task, Host host, int throttle) {
        Semaphore slots = frame.slots(task.at(), throttle);
        slots.acquireUninterruptibly();
        try {
            return parts.runner().run(frame, host, task);
        } finally {
            slots.release();
        }
    }

    /** Counts, registers and notifies; true if the host fails. */
    boolean conclude(Step.Task task, Host host, Outcome outcome, List<Host> registering, Section section) {
        boolean included = dynamic(task) && outcome.status() == Status.OK;
        if (outcome.status() != Status.SKIPPED) {
            frame.ran(task.role(), host);
        }
        if (!included) {
            parts.tally().add(host.name(), HostCounts.of(outcome, section.rescued()));
        }
        task.keywords().own("register").map(YamlNode::value).ifPresent(name -> {
            for (Host one : registering) {
                parts.variables()
                        .state(one.name())
                        .set(
                                String.valueOf(name),
                                TaskRunner.asVariable(outcome).value());
            }
        });
        if (Boolean.TRUE.equals(outcome.result().get("changed")) && outcome.status() == Status.CHANGED) {
            notifyHandlers(task, host);
        }
        if (!outcome.stops()) {
            return false;
        }
        if (outcome.status() == Status.UNREACHABLE) {
            frame.leave(host);
            frame.unreachable(host);
        } else {
            section.fail(host, new Section.Failure(task, outcome));
            if (!section.rescued()) {
                frame.fail(host);
            }
        }
        return true;
    }

    private void notifyHandlers(Step.Task task, Host host) {
        Object value = settings(task, host).keyword("notify").orElse(List.of());
        for (Object name : value instanceof List<?> many ? many : List.of(value)) {
            if (!handlers.notify(String.valueOf(name), host)) {
                missingHandler(task, name);
            }
        }
    }

    private void missingHandler(Step.Task task, Object name) {
        String sentence = "the requested handler '" + name
                + "' was not found in either the main handlers list nor in the listening handlers list";
        if (parts.options().settings().missingHandlerFails()) {
            throw ControllerException.absent(task.at(), sentence);
        }
        parts.listener().warns(sentence);
    }

    private static boolean dynamic(Step.Task task) {
        return Set.of("include_tasks", "include_role").contains(task.module());
    }

    private String title(Step.Task task, Host host) {
        String title = task.title();
        if (!Templar.isTemplate(title)) {
            return title;
        }
        try {
            return String.valueOf(parts.templar().value(title, parts.variables().scope(frame, host, task)));
        } catch (ControllerException e) {
            return title;
        }
    }

    private boolean flag(Step.Task task, Host host, String keyword) {
        Optional<Object> written = task.keywords().nearest(keyword);
        return written.isPresent() && settings(task, host).flag(keyword);
    }

    private TaskSettings settings(Step.@Nullable Task task, Host host) {
        return new TaskSettings(
                parts.templar(),
                parts.variables().scope(frame, host, task),
                task == null ? frame.play().keywords() : task.keywords(),
                parts.options().connection());
    }
}
