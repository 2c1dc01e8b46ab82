package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import io.sounder.controller.yaml.YamlList;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds roles and reads their parts, dependencies first. Thread-safe. */
public final class RoleLoader {
    private final ParseContext context;
    private final StepParser parser;

    RoleLoader(ParseContext context, StepParser parser) {
        this.context = context;
        this.parser = parser;
    }

    /**
     * A role that was read.
     *
     * @param roles the dependencies, then the role itself
     * @param steps tasks of dependencies, then its own
     * @param handlers in the same order
     */
    public record Loaded(List<Role> roles, List<Step> steps, List<Step.Task> handlers) {}

    /** Reads a role with its dependencies; what stands around it in the place is inherited. */
    Loaded load(RoleCall call, Place place, Location at) {
        String name = call.name();
        if (name.isEmpty()) {
            throw ControllerException.at(at, "a role without a name");
        }
        Path folder = find(context.fileName(name, place.playVars()), place, at);
        for (Role parent : place.roleChain()) {
            if (parent.folder().equals(folder) && place.roleChain().size() > 20) {
                throw ControllerException.absent(at, "role '" + name + "' depends on itself");
            }
        }
        String shown = name.contains("/") ? String.valueOf(folder.getFileName()) : name;
        Map<String, @Nullable Object> vars = new LinkedHashMap<>(call.vars());
        vars.putAll(variables(call, folder, "vars", at));
        Map<String, @Nullable Object> defaults = variables(call, folder, "defaults", at);
        String use = call.use().isEmpty() || allowsDuplicates(folder) ? "" : folder + "\0" + call.use();
        Role role = new Role(shown, folder, defaults, vars, call.params(), use, place.roleChain());
        Place inside = place.of(role, folder.resolve("tasks"));
        List<Role> roles = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<Step.Task> handlers = new ArrayList<>();
        for (Loaded needed : dependencies(folder, inside)) {
            roles.addAll(needed.roles());
            steps.addAll(needed.steps());
            handlers.addAll(needed.handlers());
        }
        roles.add(role);
        ArgumentSpecs.of(folder, context, part(folder, "meta", "argument_specs"), meta(folder, "argument_specs"))
                .task(call, role, inside)
                .ifPresent(steps::add);
        named(call, folder, "tasks", at)
                .ifPresent(file -> steps.addAll(parser.steps(context.reader().readOne(file), inside)));
        named(call, folder, "handlers", at)
                .ifPresent(file -> handlers.addAll(handlers(context.reader().readOne(file), inside)));
        return new Loaded(roles, steps, handlers);
    }

    private static Optional<Path> named(RoleCall call, Path folder, String part, Location at) {
        String name = call.file(part);
        Optional<Path> file = part(folder, part, name);
        if (file.isEmpty() && !name.equals("main")) {
            throw ControllerException.at(at, "role '" + call.name() + "' has no file '" + part + "/" + name + "'");
        }
        return file;
    }

    /** Handlers are tasks; a block around them only lends its keywords. */
    List<Step.Task> handlers(YamlNode node, Place place) {
        List<Step.Task> handlers = new ArrayList<>();
        flatten(parser.steps(node, place), handlers);
        return handlers;
    }

    private static void flatten(List<Step> steps, List<Step.Task> into) {
        for (Step step : steps) {
            switch (step) {
                case Step.Task task -> into.add(task);
                case Step.Block block -> flatten(block.body(), into);
            }
        }
    }

    private List<Loaded> dependencies(Path folder, Place inside) {
        return meta(folder, "dependencies") instanceof YamlList list
                ? list.items().stream().map(item -> entry(item, inside)).toList()
                : List.of();
    }

    private boolean allowsDuplicates(Path folder) {
        YamlNode allowed = meta(folder, "allow_duplicates");
        return allowed != null && Boolean.TRUE.equals(allowed.value());
    }

    private @Nullable YamlNode meta(Path folder, String key) {
        Optional<Path> meta = part(folder, "meta", "main");
        return meta.isPresent() && context.reader().readOne(meta.get()) instanceof YamlMap map ? map.get(key) : null;
    }

    /** One entry of {@code roles:} or of a role's dependencies. */
    Loaded entry(YamlNode item, Place place) {
        if (!(item instanceof YamlMap map)) {
            return load(
                    new RoleCall(StepParser.text(item), Map.of(), Map.of(), Map.of(), "plain", true), place, item.at());
        }
        Map<String, YamlNode> own = new LinkedHashMap<>();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            KeywordTable.refuseDebugger(entry, "a role");
            if (entry.name().equals("role") || entry.name().equals("name")) {
                continue;
            }
            if (entry.name().equals("vars") && entry.value() instanceof YamlMap given) {
                vars.putAll(given.variables());
            } else if (KeywordTable.ROLE.has(entry.name())) {
                own.put(entry.name(), entry.value());
            } else {
                params.put(entry.name(), entry.value().value());
            }
        }
        String name = StepParser.text(map.has("role") ? map.get("role") : map.get("name"));
        RoleCall call = new RoleCall(name, Map.of(), params, vars, use(params, vars, own), true);
        return load(call, place.with(place.keywords().within(own)), item.at());
    }

    /** Entries that differ in nothing that matters to the role are one use of it. */
    private static String use(
            Map<String, @Nullable Object> params, Map<String, @Nullable Object> vars, Map<String, YamlNode> own) {
        StringBuilder use = new StringBuilder("plain");
        for (String keyword : List.of("when", "tags")) {
            YamlNode node = own.get(keyword);
            use.append(node == null ? "" : keyword + node.value());
        }
        return use.append(params.isEmpty() ? "" : params.toString())
                .append(vars.isEmpty() ? "" : "vars" + vars)
                .toString();
    }

    private Path find(String name, Place place, Location at) {
        List<Path> folders = new ArrayList<>();
        folders.add(place.playbookFolder().resolve("roles"));
        folders.addAll(context.rolesPath());
        Role owner = place.role();
        if (owner != null && owner.folder().getParent() != null) {
            folders.add(owner.folder().getParent());
        }
        folders.add(place.playbookFolder());
        for (Path folder : folders) {
            Path role = folder.resolve(name).toAbsolutePath().normalize();
            if (Files.isDirectory(role)) {
                return role;
            }
        }
        throw ControllerException.absent(at, "role '" + name + "' not found in " + StepParser.joined(folders));
    }

    private static Optional<Path> part(Path folder, String part, String name) {
        return Stream.of(name, name + ".yml", name + ".yaml")
                .map(file -> folder.resolve(part).resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Map<String, @Nullable Object> variables(RoleCall call, Path folder, String part, Location at) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        Path many = folder.resolve(part).resolve(call.file(part));
        List<Path> files = Files.isDirectory(many)
                ? filesIn(many)
                : named(call, folder, part, at).stream().toList();
        for (Path file : files) {
            YamlNode node = context.reader().readOne(file);
            if (node instanceof YamlMap map) {
                variables.putAll(map.variables());
            } else if (node.value() != null) {
                throw ControllerException.at(node.at(), "expected a map of variables, but found " + node.kind());
            }
        }
        return variables;
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
