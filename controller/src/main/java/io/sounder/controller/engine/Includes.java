package io.sounder.controller.engine;

import io.sounder.controller.base.Location;
import io.sounder.controller.base.Verbatim;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Imports;
import io.sounder.controller.playbook.Keywords;
import io.sounder.controller.playbook.Place;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.Role;
import io.sounder.controller.playbook.RoleCall;
import io.sounder.controller.playbook.RoleLoader;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.playbook.StepParser;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the results of include tasks into steps for the hosts that asked for them. Thread-safe. */
final class Includes {
    private final StepParser parser;

    Includes(StepParser parser) {
        this.parser = parser;
    }

    /** One include that some hosts asked for in the same way; a host that asks twice gets it in turns. */
    record Request(String name, Map<?, ?> args, Map<String, @Nullable Object> itemVars, int turn) {}

    /**
     * What a request leads to.
     *
     * @param site where the include stands
     * @param open roles whose variables the whole play sees from then on
     */
    record Included(Location site, String shown, List<Step> steps, List<Step.Task> handlers, List<Role> open) {}

    /** Who asks for what, in the order in which it was asked first. */
    static Map<Request, List<Host>> requests(Map<Host, Outcome> outcomes) {
        Map<Request, List<Host>> requests = new LinkedHashMap<>();
        outcomes.forEach((host, outcome) -> {
            List<Map<?, ?>> results = new ArrayList<>();
            if (outcome.result().get("results") instanceof List<?> many) {
                many.forEach(one -> results.add(one instanceof Map<?, ?> map ? map : Map.of()));
            } else {
                results.add(outcome.result());
            }
            for (Map<?, ?> result : results) {
                Object name = result.get(EngineActions.INCLUDE);
                if (name != null) {
                    int turn = 0;
                    List<Host> hosts = List.of(host);
                    while (hosts.contains(host)) {
                        hosts = requests.computeIfAbsent(
                                request(String.valueOf(name), result, turn++), one -> new ArrayList<>());
                    }
                    hosts.add(host);
                }
            }
        });
        return requests;
    }

    private static Request request(String name, Map<?, ?> result, int turn) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        Object variable = result.get("ansible_loop_var");
        if (variable != null) {
            item.put(String.valueOf(variable), result.get(variable));
        }
        return new Request(
                name, result.get(EngineActions.INCLUDE_ARGS) instanceof Map<?, ?> args ? args : Map.of(), item, turn);
    }

    Included load(Play play, Step.Task task, Request request) {
        Path written = Path.of(task.at().file()).toAbsolutePath().getParent();
        Path folder = written == null ? play.folder() : written;
        Imports imports = new Imports();
        Place place = new Place(keywords(task, request), task.role(), folder, play.folder(), play.vars(), imports);
        if (task.module().equals("include_tasks")) {
            Path file = StepParser.find(request.name(), place, task.at());
            List<Step> steps = parser.file(request.name(), place, task.at());
            return new Included(task.at(), file.toString(), steps, imports.handlers(), imports.roles());
        }
        RoleCall call = RoleCall.of(request.args(), Map.of(), "include_role", task.at());
        RoleLoader.Loaded role = parser.role(call, place, task.at());
        List<Step.Task> handlers = new ArrayList<>(imports.handlers());
        handlers.addAll(role.handlers());
        List<Role> open = new ArrayList<>(imports.roles());
        if (TaskSettings.truth(
                Optional.<Object>ofNullable(request.args().get("public")).orElse(false))) {
            open.addAll(role.roles());
        }
        return new Included(task.at(), request.name(), role.steps(), handlers, open);
    }

    /** Included steps inherit from what is around the include, from {@code apply}, and its variables; nothing else of it. */
    private static Keywords keywords(Step.Task task, Request request) {
        Location at = task.at();
        Map<String, YamlNode> inherited = new LinkedHashMap<>();
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        if (task.keywords().own("vars").orElse(null) instanceof YamlMap own) {
            vars.putAll(own.variables());
        }
        if (request.args().get("apply") instanceof Map<?, ?> apply) {
            apply.forEach((name, value) -> inherited.put(String.valueOf(name), node(at, value)));
            if (apply.get("vars") instanceof Map<?, ?> more) {
                more.forEach((name, value) -> vars.put(String.valueOf(name), value));
            }
        }
        request.itemVars().forEach((name, value) -> vars.put(name, new Verbatim(value)));
        List<YamlMap.Entry> entries = new ArrayList<>();
        vars.forEach((name, value) -> entries.add(new YamlMap.Entry(new YamlScalar(at, name, name), node(at, value))));
        inherited.put("vars", new YamlMap(at, entries));
        return task.keywords().around().within(inherited);
    }

    private static YamlNode node(Location at, @Nullable Object value) {
        return new YamlScalar(at, value, String.valueOf(value));
    }
}
