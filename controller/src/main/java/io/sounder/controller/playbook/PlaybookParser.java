package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.Location;
import io.sounder.controller.yaml.YamlList;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads playbooks into plays, with everything they import. Thread-safe. */
public final class PlaybookParser {
    private static final Set<String> STRUCTURE =
            Set.of("hosts", "roles", "tasks", "pre_tasks", "post_tasks", "handlers", "vars", "vars_files", "name");

    private static final Set<String> STRATEGIES = Set.of(
            "linear",
            "free",
            "host_pinned",
            "ansible.builtin.linear",
            "ansible.builtin.free",
            "ansible.builtin.host_pinned");

    private final ParseContext context;
    private final StepParser steps;

    public PlaybookParser(ParseContext context) {
        this.context = context;
        this.steps = new StepParser(context);
    }

    /** The parser of task files and roles that are included while a play runs. */
    public StepParser steps() {
        return steps;
    }

    /** The plays of a playbook file. Relative names inside start at the folder as the user named it. */
    public List<Play> parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ControllerException(ExitCode.ERROR, "the playbook '" + file + "' could not be found");
        }
        return parse(file, Keywords.NONE);
    }

    private List<Play> parse(Path file, Keywords outer) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path folder = parent == null ? Path.of("/") : parent;
        YamlNode root = context.reader().readOne(file);
        if (!(root instanceof YamlList list)) {
            throw ControllerException.at(root.at(), "a playbook must be a list of plays, but this is " + root.kind());
        }
        List<Play> plays = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (!(item instanceof YamlMap map)) {
                throw ControllerException.at(item.at(), "expected a play, but found " + item.kind());
            }
            YamlNode other = imported(map);
            if (other == null) {
                plays.add(play(map, folder, outer));
            } else {
                plays.addAll(importPlaybook(map, other, folder, outer));
            }
        }
        return plays;
    }

    private static @Nullable YamlNode imported(YamlMap map) {
        YamlNode plain = map.get("import_playbook");
        return plain == null ? map.get("ansible.builtin.import_playbook") : plain;
    }

    private List<Play> importPlaybook(YamlMap map, YamlNode name, Path folder, Keywords outer) {
        Map<String, YamlNode> own = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            switch (entry.name()) {
                case "name", "import_playbook", "ansible.builtin.import_playbook" -> {}
                case "when", "tags", "vars" -> own.put(entry.name(), entry.value());
                default ->
                    throw ControllerException.at(
                            entry.key().at(), "unknown keyword '" + entry.name() + "' in an import of a playbook");
            }
        }
        Path file = folder.resolve(context.fileName(StepParser.text(name), Map.of()));
        if (!Files.isRegularFile(file)) {
            throw ControllerException.absent(name.at(), "the playbook '" + file + "' could not be found");
        }
        return parse(file, outer.within(own));
    }

    private Play play(YamlMap map, Path folder, Keywords outer) {
        YamlNode hosts = map.get("hosts");
        if (hosts == null || hosts.value() == null) {
            throw ControllerException.at(map.at(), "play" + StepParser.quoted(map) + " does not say its 'hosts'");
        }
        Keywords keywords = outer.within(ownKeywords(map));
        Map<String, @Nullable Object> vars = vars(map);
        Imports imports = new Imports();
        Place place = new Place(keywords, null, folder, folder, vars, imports);
        List<Role> roles = new ArrayList<>();
        List<Step.Task> handlers = new ArrayList<>();
        List<Step> roleSteps = new ArrayList<>();
        if (map.get("roles") instanceof YamlList entries) {
            for (YamlNode entry : entries.items()) {
                RoleLoader.Loaded loaded = steps.roles().entry(entry, place);
                roles.addAll(loaded.roles());
                handlers.addAll(loaded.handlers());
                roleSteps.addAll(loaded.steps());
            }
        }
        List<List<Step>> sections = List.of(
                section(map, "pre_tasks", place),
                roleSteps,
                section(map, "tasks", place),
                section(map, "post_tasks", place));
        YamlNode own = map.get("handlers");
        if (own != null) {
            handlers.addAll(steps.roles().handlers(own, place));
        }
        roles.addAll(imports.roles());
        handlers.addAll(0, imports.handlers());
        String name = StepParser.text(map.get("name"));
        Location at = map.at();
        Play play = new Play(at, keywords, name, hosts, vars, varsFiles(map), folder, roles, sections, handlers);
        return name.isEmpty()
                ? new Play(
                        at, keywords, play.pattern(), hosts, vars, play.varsFiles(), folder, roles, sections, handlers)
                : play;
    }

    private List<Step> section(YamlMap map, String name, Place place) {
        YamlNode node = map.get(name);
        return node == null ? List.of() : steps.steps(node, place);
    }

    private static Map<String, YamlNode> ownKeywords(YamlMap map) {
        Map<String, YamlNode> own = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            KeywordTable.refuseDebugger(entry, "play" + StepParser.quoted(map));
            if (!KeywordTable.PLAY.has(entry.name())) {
                throw ControllerException.at(
                        entry.key().at(), "unknown keyword '" + entry.name() + "' in play" + StepParser.quoted(map));
            }
            if (entry.name().equals("strategy") && !STRATEGIES.contains(StepParser.text(entry.value()))) {
                throw ControllerException.absent(
                        entry.value().at(),
                        "strategy '" + StepParser.text(entry.value()) + "' is not one of linear, free, host_pinned");
            }
            if (!STRUCTURE.contains(entry.name())) {
                own.put(entry.name(), entry.value());
            }
        }
        return own;
    }

    private static Map<String, @Nullable Object> vars(YamlMap map) {
        YamlNode node = map.get("vars");
        if (node == null || node.value() == null) {
            return Map.of();
        }
        if (!(node instanceof YamlMap vars)) {
            throw ControllerException.at(node.at(), "'vars' must be a map, but this is " + node.kind());
        }
        VariableName.check(vars);
        return vars.variables();
    }

    private static List<Object> varsFiles(YamlMap map) {
        YamlNode node = map.get("vars_files");
        Object value = node == null ? null : node.value();
        List<Object> files = new ArrayList<>();
        if (value instanceof List<?> many) {
            many.forEach(one -> files.add(one instanceof List<?> list ? list : String.valueOf(one)));
        } else if (value != null) {
            files.add(value);
        }
        return files;
    }
}
