package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.Set;

/** Which keywords each kind of node may have. */
enum KeywordTable {
    PLAY(
            "hosts",
            "gather_facts",
            "gather_subset",
            "gather_timeout",
            "roles",
            "tasks",
            "pre_tasks",
            "post_tasks",
            "handlers",
            "vars_files",
            "strategy",
            "max_fail_percentage",
            "order",
            "vars_prompt",
            "fact_path",
            "serial",
            "force_handlers"),
    BLOCK("block", "rescue", "always", "delegate_to", "delegate_facts", "notify"),
    ROLE("role", "delegate_to", "delegate_facts"),
    TASK(
            "args",
            "action",
            "local_action",
            "register",
            "loop",
            "loop_control",
            "until",
            "retries",
            "delay",
            "changed_when",
            "failed_when",
            "notify",
            "listen",
            "delegate_to",
            "delegate_facts",
            "async",
            "poll");

    private static final Set<String> SHARED = Set.of(
            "name",
            "tags",
            "when",
            "vars",
            "environment",
            "become",
            "become_user",
            "become_method",
            "connection",
            "remote_user",
            "port",
            "ignore_errors",
            "ignore_unreachable",
            "any_errors_fatal",
            "no_log",
            "check_mode",
            "diff",
            "run_once",
            "throttle",
            "timeout",
            "module_defaults",
            "collections");
    private static final Set<String> UNSUPPORTED = Set.of("debugger", "become_flags", "become_exe");

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<String> own;

    KeywordTable(String... own) {
        this.own = Set.of(own);
    }

    boolean has(String name) {
        return SHARED.contains(name) || own.contains(name) || (this == TASK && name.startsWith("with_"));
    }

    /** Refuses the keywords that valid playbooks may have but that are not carried out. */
    static void refuseUnsupported(String name, String owner, Location at) {
        if (UNSUPPORTED.contains(name)) {
            throw ControllerException.at(at, "keyword '" + name + "' of " + owner + " is not supported");
        }
    }
}
