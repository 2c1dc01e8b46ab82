package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Verbatim;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.module.ModuleResult;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a task out as often as {@code until} and {@code retries} ask, and judges each result. Thread-safe. */
final class Attempts {
    private final Templar templar;
    private final RunOptions options;
    private final Execution execution;
    private final RunListener listener;

    Attempts(Templar templar, RunOptions options, Execution execution, RunListener listener) {
        this.templar = templar;
        this.options = options;
        this.execution = execution;
        this.listener = listener;
    }

    ModuleResult run(PlayFrame frame, Host host, Step.Task task, LayeredScope scope) {
        TaskSettings settings = new TaskSettings(templar, scope, task.keywords(), options.connection());
        Optional<Object> until = task.keywords().own("until").map(YamlNode::value);
        int tries = until.isEmpty() ? 1 : tries(settings);
        double delay = Math.max(settings.number("delay", 5), 0);
        for (int attempt = 1; ; attempt++) {
            ModuleResult result = judged(task, scope, executed(frame, host, task, scope, settings));
            if (tries == 1 || result.skipped()) {
                return result;
            }
            ModuleResult counted = result.with("attempts", (long) attempt);
            if (templar.condition(until.orElse(true), seen(task, scope, counted))) {
                return counted;
            }
            if (attempt == tries) {
                return counted.with("attempts", (long) attempt - 1).failing(true);
            }
            listener.retries(host.name(), task.title(), tries - attempt);
            Pauses.seconds(delay);
        }
    }

    private static int tries(TaskSettings settings) {
        if (settings.keyword("retries").isEmpty()) {
            return 3;
        }
        int retries = (int) settings.number("retries", 3);
        return retries <= 0 ? 1 : retries + 1;
    }

    private ModuleResult executed(
            PlayFrame frame, Host host, Step.Task task, LayeredScope scope, TaskSettings settings) {
        try {
            return execution.run(frame, host, task, scope, settings);
        } catch (io.sounder.controller.host.UnreachableException e) {
            throw e;
        } catch (ControllerException e) {
            return ModuleResult.failure(e.text());
        }
    }

    /** The result after {@code changed_when} and {@code failed_when}. */
    private ModuleResult judged(Step.Task task, LayeredScope scope, ModuleResult raw) {
        ModuleResult result = raw;
        Optional<Object> changedWhen = task.keywords().own("changed_when").map(YamlNode::value);
        if (changedWhen.isPresent() && !result.skipped()) {
            result = result.changing(templar.condition(changedWhen.get(), seen(task, scope, result)));
        }
        Optional<Object> failedWhen = task.keywords().own("failed_when").map(YamlNode::value);
        if (failedWhen.isPresent() && !result.skipped()) {
            boolean failed = templar.condition(failedWhen.get(), seen(task, scope, result));
            result = result.failing(failed).with("failed_when_result", failed);
        }
        return result;
    }

    private static Scope seen(Step.Task task, LayeredScope scope, ModuleResult result) {
        Optional<Object> register = task.keywords().own("register").map(YamlNode::value);
        Map<String, @Nullable Object> added = new HashMap<>();
        result.facts().forEach((name, value) -> added.put(name, new Verbatim(value)));
        register.ifPresent(name -> added.put(String.valueOf(name), new Verbatim(result.registered())));
        return scope.under(added);
    }
}
