package io.sounder.controller.playbook;

import io.sounder.controller.base.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing a play does: a task, or a block of steps. */
public sealed interface Step permits Step.Task, Step.Block {
    Location at();

    Keywords keywords();

    /** The role it belongs to, or null. */
    @Nullable
    Role role();

    /**
     * A call of a module.
     *
     * @param name as written, or empty
     * @param module name without the {@code ansible.builtin.} prefix
     * @param writtenModule as it stands in the file
     * @param args arguments, not yet templated
     */
    record Task(
            Location at,
            Keywords keywords,
            String name,
            String module,
            String writtenModule,
            TaskArgs args,
            @Nullable Role role)
            implements Step {
        /** The name to show, before templating. */
        public String title() {
            String plain = name.isEmpty() ? call() : name;
            Role owner = role;
            return owner == null || plain.startsWith(owner.name() + " : ") ? plain : owner.name() + " : " + plain;
        }

        private String call() {
            Object included = args.named().getOrDefault("name", args.named().get("role"));
            return module.equals("include_role") ? writtenModule + " : " + included : writtenModule;
        }

        /** The keyword that loops over items: {@code loop} or {@code with_…}, or null. */
        public @Nullable String loopKeyword() {
            return keywords.ownNames().stream()
                    .filter(key -> key.equals("loop") || key.startsWith("with_"))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Steps that share keywords, with what to do when one fails and what to do in any case. */
    record Block(
            Location at,
            Keywords keywords,
            String name,
            List<Step> body,
            List<Step> rescue,
            List<Step> always,
            @Nullable Role role)
            implements Step {}
}
