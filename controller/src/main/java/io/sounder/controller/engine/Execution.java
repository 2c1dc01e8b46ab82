package io.sounder.controller.engine;

import io.sounder.controller.host.HostConnection;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.module.Args;
import io.sounder.controller.module.AsyncStatusModule;
import io.sounder.controller.module.FileSearch;
import io.sounder.controller.module.Module;
import io.sounder.controller.module.ModuleCall;
import io.sounder.controller.module.ModuleException;
import io.sounder.controller.module.ModuleRegistry;
import io.sounder.controller.module.ModuleResult;
import io.sounder.controller.module.Node;
import io.sounder.controller.module.PythonText;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.playbook.TaskArgs;
import io.sounder.controller.template.Templar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Templates a task's arguments and calls its module on the right host as the right user. Thread-safe. */
final class Execution {
    private final Templar templar;
    private final Variables variables;
    private final RunInventory inventory;
    private final RunOptions options;
    private final Connections connections;
    private final ModuleRegistry modules = new ModuleRegistry();
    private final EngineActions actions;
    private final AsyncJobs jobs;

    Execution(
            Templar templar,
            Variables variables,
            RunInventory inventory,
            RunOptions options,
            Connections connections,
            AsyncJobs jobs) {
        this.jobs = jobs;
        this.templar = templar;
        this.variables = variables;
        this.inventory = inventory;
        this.options = options;
        this.connections = connections;
        this.actions = new EngineActions(inventory, variables);
    }

    ModuleResult run(PlayFrame frame, Host host, Step.Task task, LayeredScope scope, TaskSettings settings) {
        Args args = args(task, scope);
        Module module = modules.get(task.module());
        if (module == null) {
            return actions.run(task.module(), args, host);
        }
        boolean check = settings.keyword("check_mode").map(TaskSettings::truth).orElse(options.check());
        boolean diff = settings.keyword("diff").map(TaskSettings::truth).orElse(options.diff());
        ModuleCall call = new ModuleCall(
                modules.check(task.module(), module, args),
                node(frame, host, task, scope, settings),
                check,
                diff,
                templar,
                scope,
                files(frame, task));
        long seconds = (long) settings.number("async", 0);
        if (module instanceof AsyncStatusModule && jobs.has(call.args().text("jid", ""))) {
            return jobs.status(
                    call.args().required("jid"),
                    call.args().text("mode", "status").equals("cleanup"));
        }
        return seconds > 0 && !check ? jobs.run(module, call, seconds, settings.number("poll", 15)) : module.run(call);
    }

    private Node node(PlayFrame frame, Host host, Step.Task task, LayeredScope scope, TaskSettings settings) {
        Host there = settings.keyword("delegate_to")
                .map(name -> inventory.hostOrNew(String.valueOf(name)))
                .orElse(host);
        LayeredScope itsScope = there.equals(host) ? scope : variables.scope(frame, there, task);
        TaskSettings reach = new TaskSettings(templar, itsScope.withoutLast(), task.keywords(), options.connection());
        Supplier<HostConnection> connection =
                () -> connections.open(there, reach, frame.play().folder());
        return new Node(connection, reach.become(), settings.environment(), settings.timeout());
    }

    private static FileSearch files(PlayFrame frame, Step.Task task) {
        List<Path> folders = new ArrayList<>(Variables.searchPath(frame.play(), Variables.chain(task.role())));
        Path written = Path.of(task.at().file()).toAbsolutePath().getParent();
        if (written != null) {
            folders.add(Math.max(0, folders.size() - 1), written);
        }
        return new FileSearch(folders);
    }

    /** What {@code module_defaults} around the task give its module, the innermost winning. */
    private Map<String, @Nullable Object> moduleDefaults(Step.Task task, LayeredScope scope) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        for (Object raw : task.keywords().moduleDefaults(task.module())) {
            Object value = templar.value(raw, scope);
            if (!(value instanceof Map<?, ?> map)) {
                throw new ModuleException("'module_defaults' of '" + task.module() + "' is not a map: '" + value + "'");
            }
            map.forEach((name, one) -> {
                if (!Templar.isOmitted(one)) {
                    defaults.put(String.valueOf(name), one);
                }
            });
        }
        return defaults;
    }

    private Args args(Step.Task task, LayeredScope scope) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(moduleDefaults(task, scope));
        Object more = templar.value(task.args().named().get(TaskArgs.VARIABLE), scope);
        if (more instanceof Map<?, ?> map) {
            map.forEach((name, value) -> named.put(String.valueOf(name), value));
        } else if (more != null) {
            throw new ModuleException("the arguments '" + more + "' are not a map");
        }
        task.args().named().forEach((name, raw) -> {
            if (name.equals(TaskArgs.VARIABLE)) {
                return;
            }
            boolean bare = task.module().equals("assert") && name.equals("that");
            Object value = bare ? raw : templar.value(raw, scope);
            if (!Templar.isOmitted(value)) {
                boolean written = task.module().equals("set_fact") && Templar.isTemplate(name);
                named.put(written ? String.valueOf(templar.value(name, scope)) : name, value);
            }
        });
        named.remove("_raw_params");
        String free = task.args().free();
        return new Args(named, free == null ? null : PythonText.of(templar.value(free, scope)));
    }
}
