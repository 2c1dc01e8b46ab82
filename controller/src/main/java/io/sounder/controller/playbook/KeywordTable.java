package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.yaml.YamlMap;
import java.util.HashSet;
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

    private static final Set<String> LOOP_CONTROL =
            Set.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems");
    private static final Set<String> SHARED = Set.of(
            "name",
            "tags",
            "when",
            "vars",
            "environment",
            "become",
            "become_user",
            "become_method",
            "become_flags",
            "become_exe",
            "debugger",
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

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<String> own;

    KeywordTable(String... own) {
        this.own = Set.of(own);
    }

    boolean has(String name) {
        return SHARED.contains(name) || own.contains(name) || (this == TASK && name.startsWith("with_"));
    }

    Set<String> names() {
        Set<String> names = new HashSet<>(SHARED);
        names.addAll(own);
        return names;
    }

    /** Refuses what {@code loop_control} does not have. */
    static void checkLoopControl(YamlMap control) {
        for (YamlMap.Entry entry : control.entries()) {
            if (!LOOP_CONTROL.contains(entry.name())) {
                throw ControllerException.at(entry.key().at(), "unknown key '" + entry.name() + "' in 'loop_control'");
            }
        }
    }

    /** Refuses what valid playbooks may ask for but is not carried out: to stop and wait for commands. */
    static void refuseDebugger(YamlMap.Entry entry, String owner) {
        Object value = entry.value().value();
        if (entry.name().equals("debugger") && value != null && !value.equals("never")) {
            throw ControllerException.at(
                    entry.value().at(),
                    "'debugger: " + value + "' of " + owner + " is not supported: there is no interactive debugger");
        }
    }
}
