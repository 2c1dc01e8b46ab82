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
    Loaded load(String name, String tasksFile, Map<String, @Nullable Object> params, Place place, Location at) {
        if (name.isEmpty()) {
            throw ControllerException.at(at, "a role without a name");
        }
        Path folder = find(context.fileName(name, place.playVars()), place, at);
        for (Role parent : place.roleChain()) {
            if (parent.folder().equals(folder) && place.roleChain().size() > 20) {
                throw ControllerException.at(at, "role '" + name + "' depends on itself");
            }
        }
        String shown = name.contains("/") ? String.valueOf(folder.getFileName()) : name;
        Role role = new Role(
                shown, folder, variables(folder, "defaults"), variables(folder, "vars"), params, place.roleChain());
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
        Optional<Path> main = part(folder, "tasks", tasksFile);
        if (main.isEmpty() && !tasksFile.equals("main")) {
            throw ControllerException.at(at, "role '" + name + "' has no file 'tasks/" + tasksFile + "'");
        }
        main.ifPresent(file -> steps.addAll(parser.steps(context.reader().readOne(file), inside)));
        part(folder, "handlers", "main")
                .ifPresent(file -> handlers.addAll(handlers(context.reader().readOne(file), inside)));
        return new Loaded(roles, steps, handlers);
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
        Optional<Path> meta = part(folder, "meta", "main");
        if (meta.isEmpty() || !(context.reader().readOne(meta.get()) instanceof YamlMap map)) {
            return List.of();
        }
        if (!(map.get("dependencies") instanceof YamlList list)) {
            return List.of();
        }
        return list.items().stream().map(item -> entry(item, inside)).toList();
    }

    /** One entry of {@code roles:} or of a role's dependencies. */
    Loaded entry(YamlNode item, Place place) {
        if (!(item instanceof YamlMap map)) {
            return load(StepParser.text(item), "main", Map.of(), place, item.at());
        }
        Map<String, YamlNode> own = new LinkedHashMap<>();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            KeywordTable.refuseUnsupported(entry.name(), "a role", entry.key().at());
            if (entry.name().equals("role") || entry.name().equals("name")) {
                continue;
            }
            if (KeywordTable.ROLE.has(entry.name())) {
                own.put(entry.name(), entry.value());
            } else {
                params.put(entry.name(), entry.value().value());
            }
        }
        String name = StepParser.text(map.has("role") ? map.get("role") : map.get("name"));
        return load(name, "main", params, place.with(place.keywords().within(own)), item.at());
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
        throw ControllerException.at(at, "role '" + name + "' not found in " + StepParser.joined(folders));
    }

    private static Optional<Path> part(Path folder, String part, String name) {
        return Stream.of(name, name + ".yml", name + ".yaml")
                .map(file -> folder.resolve(part).resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Map<String, @Nullable Object> variables(Path folder, String part) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        Path many = folder.resolve(part).resolve("main");
        List<Path> files = Files.isDirectory(many)
                ? filesIn(many)
                : part(folder, part, "main").stream().toList();
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
