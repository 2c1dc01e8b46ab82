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
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Templar;
import java.util.Map;
import java.util.function.Supplier;

/** Templates a task's arguments and calls its module on the right host as the right user. Thread-safe. */
final class Execution {
    private final Templar templar;
    private final TaskArguments arguments;
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
        this.arguments = new TaskArguments(templar);
        this.variables = variables;
        this.inventory = inventory;
        this.options = options;
        this.connections = connections;
        this.actions = new EngineActions(inventory, variables);
    }

    ModuleResult run(PlayFrame frame, Host host, Step.Task task, LayeredScope scope, TaskSettings settings) {
        Args args = arguments.of(task, scope);
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
                new FileSearch(scope.searchPath()),
                options.questions());
        Map<String, Object> given = GivenArguments.of(task, args);
        try {
            return called(module, call, settings, check).withInvocation(given);
        } catch (ModuleException e) {
            return ModuleResult.failure(e.text()).withInvocation(given);
        }
    }

    private ModuleResult called(Module module, ModuleCall call, TaskSettings settings, boolean check) {
        long seconds = (long) settings.number("async", 0);
        if (module instanceof AsyncStatusModule && jobs.has(call.args().text("jid", ""))) {
            return jobs.status(
                    call.args().required("jid"),
                    call.args().text("mode", "status").equals("cleanup"));
        }
        return seconds > 0 && !check
                ? jobs.run(
                        module,
                        call,
                        seconds,
                        settings.number("poll", options.settings().pollInterval()))
                : module.run(call);
    }

    /** Ends the connection to a host; the next task makes a new one. */
    void resetConnection(PlayFrame frame, Host host, Step.Task task) {
        LayeredScope scope = variables.scope(frame, host, task);
        TaskSettings settings = new TaskSettings(templar, scope, task.keywords(), options.connection());
        connections.open(host, settings, frame.play().folder()).reset();
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
}
