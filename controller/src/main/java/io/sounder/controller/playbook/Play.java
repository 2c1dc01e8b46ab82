package io.sounder.controller.playbook;

import io.sounder.controller.base.Location;
import io.sounder.controller.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One play of a playbook.
 *
 * @param name as written, or the host pattern
 * @param hosts pattern text or list of patterns
 * @param vars the play's variables
 * @param varsFiles files of more variables, names not yet templated
 * @param folder the folder of the playbook file as the user named it: links are not followed
 * @param roles every role with its dependencies, in order of use
 * @param sections pre_tasks, roles, tasks, post_tasks; handlers run after each
 */
public record Play(
        Location at,
        Keywords keywords,
        String name,
        YamlNode hosts,
        Map<String, @Nullable Object> vars,
        List<Object> varsFiles,
        Path folder,
        List<Role> roles,
        List<List<Step>> sections,
        List<Step.Task> handlers) {
    /** The host pattern, several joined by commas; not yet templated. */
    public String pattern() {
        return hosts.value() instanceof List<?> many
                ? String.join(",", many.stream().map(String::valueOf).toList())
                : String.valueOf(hosts.value());
    }
}
