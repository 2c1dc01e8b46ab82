package io.sounder.controller.engine;

import io.sounder.controller.playbook.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hides the results of tasks with {@code no_log} from whoever watches. */
final class Censor {
    private static final String TEXT =
            "the output has been hidden due to the fact that 'no_log: true' was specified for this result";

    private Censor() {}

    /** The outcome as it may be shown. A {@code no_log} that is a template hides too: it may be true. */
    static Outcome apply(Step.Task task, Outcome outcome) {
        Object wanted = task.keywords().nearest("no_log").orElse(false);
        if (wanted instanceof Boolean bool
                ? !bool
                : List.of("no", "false", "False").contains(String.valueOf(wanted))) {
            return outcome;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("censored", TEXT);
        result.put("changed", outcome.result().getOrDefault("changed", false));
        // As in Ansible neither the items nor that there were any can be seen.
        Object item = outcome.item() == null ? null : "None";
        return new Outcome(
                outcome.host(), outcome.status(), outcome.ignored(), result, List.of(), item, false, false, false);
    }
}
