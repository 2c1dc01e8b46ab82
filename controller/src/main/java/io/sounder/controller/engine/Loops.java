package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a task's {@code loop} or {@code with_…}, the latter by the lookup of that name; thread-safe. */
final class Loops {
    private final Templar templar;

    Loops(Templar templar) {
        this.templar = templar;
    }

    /** The items, or null if the task does not loop. */
    @Nullable
    List<@Nullable Object> items(Step.Task task, Scope scope) {
        String keyword = task.loopKeyword();
        if (keyword == null) {
            return null;
        }
        Object raw = task.keywords().own(keyword).map(YamlNode::value).orElse(List.of());
        return keyword.equals("loop")
                ? list(templar.value(raw, scope))
                : templar.lookup(keyword.substring("with_".length()), raw, scope);
    }

    private static List<@Nullable Object> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new ControllerException(
                ExitCode.HOSTS_FAILED,
                "Invalid data passed to 'loop', it requires a list, got this instead: " + value
                        + ". Hint: If you passed a list/dict of just one element, try adding wantlist=True to your lookup"
                        + " invocation or use q/query instead of lookup.");
    }
}
