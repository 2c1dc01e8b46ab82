package io.sounder.controller.engine;

import io.sounder.controller.module.Args;
import io.sounder.controller.playbook.Step;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a module was given, for {@code -vvv}: the arguments that were written, templated, with passwords hidden. */
final class GivenArguments {
    private static final String HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";

    /** These do their work on the controller, and show nothing of their arguments. */
    private static final Set<String> SILENT = Set.of(
            "add_host",
            "assert",
            "async_status",
            "debug",
            "fail",
            "fetch",
            "group_by",
            "include_vars",
            "pause",
            "raw",
            "reboot",
            "script",
            "set_fact",
            "validate_argument_spec",
            "wait_for_connection");

    private GivenArguments() {}

    /** Nothing where the module shows nothing. */
    static Map<String, Object> of(Step.Task task, Args args) {
        if (SILENT.contains(task.module())) {
            return Map.of();
        }
        Map<String, @Nullable Object> shown = new TreeMap<>();
        args.values().forEach((name, value) -> shown.put(name, isSecret(name) ? HIDDEN : value));
        if (args.free() != null) {
            shown.put("_raw_params", args.free());
            shown.put("_uses_shell", task.module().equals("shell"));
        }
        return Map.of("module_args", shown);
    }

    /** {@code content} may be a decrypted file. */
    private static boolean isSecret(String name) {
        return name.equals("content")
                || (name.matches(".*(password|passphrase|secret|token)") && !name.equals("update_password"));
    }
}
