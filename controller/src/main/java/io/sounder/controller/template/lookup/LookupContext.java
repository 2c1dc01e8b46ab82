package io.sounder.controller.template.lookup;

import io.sounder.controller.template.expression.Syntax;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a lookup can reach. */
public interface LookupContext {
    /** The value of a setting that there is, but that has none. */
    String UNSET = "\0unset";

    /** The folder of the playbook. */
    Path playbookDir();

    /** Folders that are searched for files, first match wins. */
    List<Path> searchPath();

    /** The value of a variable, or {@link io.sounder.controller.template.value.Undefined}. */
    @Nullable
    Object variable(String name);

    Set<String> variableNames();

    /** A setting of the configuration file, by Ansible's name; empty if there is none of that name. */
    Optional<Object> setting(String name);

    /** The text of a file, decrypted if it is encrypted. */
    String decrypted(String text, String file);

    /** A template file rendered with additional variables. */
    String render(String template, String name, Map<String, @Nullable Object> variables, Syntax syntax);
}
