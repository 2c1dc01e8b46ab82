package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Verbatim;
import io.sounder.controller.host.UnreachableException;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.module.Diff;
import io.sounder.controller.module.ModuleResult;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Templar;
import io.sounder.controller.template.UndefinedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one task on one host: loop, condition, and what becomes of the result. Thread-safe. */
final class TaskRunner {
    private final Templar templar;
    private final Variables variables;
    private final RunOptions options;
    private final Attempts attempts;
    private final RunListener listener;
    private final Loops loops;

    TaskRunner(Templar templar, Variables variables, RunOptions options, Attempts attempts, RunListener listener) {
        this.templar = templar;
        this.variables = variables;
        this.options = options;
        this.attempts = attempts;
        this.listener = listener;
        this.loops = new Loops(templar);
    }

    /** Runs it, tells the listener, keeps facts; the caller registers the result. */
    Outcome run(PlayFrame frame, Host host, Step.Task task) {
        listener.hostStarts(host.name(), task.title());
        try {
            return carriedOut(frame, host, task);
        } finally {
            listener.hostEnds(host.name(), task.title());
        }
    }

    private Outcome carriedOut(PlayFrame frame, Host host, Step.Task task) {
        LayeredScope scope = variables.scope(frame, host, task);
        List<@Nullable Object> items;
        try {
            items = loops.items(task, scope);
        } catch (ControllerException e) {
            boolean skipped = e instanceof UndefinedException && conditionFails(task, scope);
            return report(task, outcome(task, scope, host, skipped ? skip() : failure(e), null));
        }
        if (items == null) {
            return report(task, single(frame, host, task, scope, null));
        }
        return report(task, looped(frame, host, task, scope, items));
    }

    private boolean conditionFails(Step.Task task, LayeredScope scope) {
        try {
            return !templar.condition(task.keywords().when(), scope);
        } catch (ControllerException e) {
            return false;
        }
    }

    private Outcome looped(
            PlayFrame frame, Host host, Step.Task task, LayeredScope scope, List<@Nullable Object> items) {
        LoopControl control = LoopControl.of(task, templar);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                control.rest(scope);
            }
            LayeredScope inner = scope.under(control.variables(items, i));
            Object label = control.label(items.get(i), inner);
            Outcome outcome = single(
                    frame,
                    host,
                    task,
                    inner,
                    new Item(control.variable(), items.get(i), label, control.told(items, i)));
            outcomes.add(outcome);
            report(task, outcome);
            if (outcome.status() == Status.UNREACHABLE) {
                return outcome;
            }
        }
        return LoopSummary.of(host.name(), outcomes, ignores(task, scope));
    }

    /** One item of a loop: its variable, value, and what is shown of it. */
    private record Item(
            String variable,
            @Nullable Object value,
            @Nullable Object label,
            Map<String, @Nullable Object> told) {}

    private Outcome single(PlayFrame frame, Host host, Step.Task task, LayeredScope scope, @Nullable Item item) {
        ModuleResult result;
        try {
            result = templar.condition(task.keywords().when(), scope) ? attempts.run(frame, host, task, scope) : skip();
        } catch (UnreachableException e) {
            return new Outcome(
                    host.name(),
                    Status.UNREACHABLE,
                    settings(task, scope).flag("ignore_unreachable"),
                    unreachable(e),
                    List.of(),
                    null,
                    false,
                    false,
                    false);
        } catch (ControllerException e) {
            result = failure(e);
        }
        keepFacts(frame, host, task, scope, result);
        return outcome(task, scope, host, result, item);
    }

    private static Map<String, @Nullable Object> unreachable(UnreachableException e) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("msg", e.text());
        result.put("unreachable", true);
        return result;
    }

    private static ModuleResult skip() {
        return new ModuleResult(false, false, true, Map.of(), Map.of(), List.of())
                .with("skip_reason", "Conditional result was False");
    }

    private static ModuleResult failure(ControllerException e) {
        return ModuleResult.failure(e.text());
    }

    private void keepFacts(PlayFrame frame, Host host, Step.Task task, LayeredScope scope, ModuleResult result) {
        if (result.facts().isEmpty()) {
            return;
        }
        String owner = settings(task, scope)
                .keyword("delegate_to")
                .filter(to -> settings(task, scope).flag("delegate_facts"))
                .map(String::valueOf)
                .orElse(host.name());
        boolean once = owner.equals(host.name()) && settings(task, scope).flag("run_once");
        for (String name : once ? frame.aliveNames() : List.of(owner)) {
            HostState state = variables.state(name);
            switch (task.module()) {
                case "include_vars" -> state.include(result.facts());
                case "set_fact" -> result.facts().forEach(state::set);
                default -> result.facts().forEach(state::fact);
            }
        }
    }

    private Outcome outcome(Step.Task task, LayeredScope scope, Host host, ModuleResult result, @Nullable Item item) {
        Map<String, @Nullable Object> values = result.registered();
        if (item != null) {
            values.put("ansible_loop_var", item.variable());
            values.put(item.variable(), item.value());
            values.putAll(item.told());
        }
        Status status = result.failed()
                ? Status.FAILED
                : result.skipped() ? Status.SKIPPED : result.changed() ? Status.CHANGED : Status.OK;
        boolean ignored = status == Status.FAILED && ignores(task, scope);
        List<Diff> diffs = options.diff() || settings(task, scope).flag("diff") ? result.diffs() : List.of();
        boolean always = (task.module().equals("debug") && status != Status.FAILED)
                || (task.module().equals("assert")
                        && result.values().containsKey("msg")
                        && !quiet(task.args().named().get("quiet"), scope));
        Object label = item == null ? null : item.label() == null ? "None" : item.label();
        return new Outcome(
                label(task, scope, host),
                status,
                ignored,
                values,
                diffs,
                label,
                false,
                always,
                task.module().equals("debug"),
                result.invocation());
    }

    private boolean quiet(@Nullable Object written, LayeredScope scope) {
        Object value = templar.value(written, scope);
        return value != null && !Templar.isOmitted(value) && TaskSettings.truth(value);
    }

    private String label(Step.Task task, LayeredScope scope, Host host) {
        try {
            return settings(task, scope)
                    .keyword("delegate_to")
                    .map(String::valueOf)
                    .filter(to -> !to.equals(host.name()))
                    .map(to -> host.name() + " -> " + to)
                    .orElse(host.name());
        } catch (ControllerException e) {
            return host.name();
        }
    }

    private boolean ignores(Step.Task task, LayeredScope scope) {
        try {
            return settings(task, scope).flag("ignore_errors");
        } catch (ControllerException e) {
            return false;
        }
    }

    private TaskSettings settings(Step.Task task, LayeredScope scope) {
        return new TaskSettings(templar, scope, task.keywords(), options.connection());
    }

    private Outcome report(Step.Task task, Outcome outcome) {
        boolean include = task.module().startsWith("include_") && !task.module().equals("include_vars");
        if (!include || outcome.status() != Status.OK) {
            listener.ended(Censor.apply(task, outcome));
        }
        return outcome;
    }

    /** The result as a variable. */
    static Verbatim asVariable(Outcome outcome) {
        return new Verbatim(outcome.result());
    }
}
