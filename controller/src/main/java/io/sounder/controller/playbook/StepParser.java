package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lists of tasks and blocks; static imports are replaced by what they import. Thread-safe. */
public final class StepParser {
    private final ParseContext context;
    private final RoleLoader roles;

    public StepParser(ParseContext context) {
        this.context = context;
        this.roles = new RoleLoader(context, this);
    }

    RoleLoader roles() {
        return roles;
    }

    /** The steps of a file that a static or dynamic include names; relative to the place. */
    public List<Step> file(String name, Place place, Location at) {
        Path file = find(name, place, at);
        return steps(context.reader().readOne(file), place.in(parent(file)));
    }

    /** The file that an include names. */
    public static Path find(String name, Place place, Location at) {
        for (Path folder : place.searchPath()) {
            Path file = folder.resolve(name).normalize();
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw ControllerException.absent(
                at,
                "file '" + name + "' not found in "
                        + joined(place.searchPath().stream().toList()));
    }

    /** A role that a task includes while the play runs. */
    public RoleLoader.Loaded role(RoleCall call, Place place, Location at) {
        return roles.load(call, place, at);
    }

    static String joined(List<Path> folders) {
        return String.join(
                ", ", folders.stream().map(folder -> "'" + folder + "'").toList());
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }

    /** The steps of a list node; nothing at all is an empty list. */
    List<Step> steps(YamlNode node, Place place) {
        if (node.value() == null) {
            return List.of();
        }
        if (!(node instanceof YamlList list)) {
            throw ControllerException.at(node.at(), "expected a list of tasks, but found " + node.kind());
        }
        List<Step> steps = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (!(item instanceof YamlMap map)) {
                throw ControllerException.at(item.at(), "expected a task, but found " + item.kind());
            }
            steps.addAll(map.has("block") ? List.of(block(map, place)) : task(map, place));
        }
        return steps;
    }

    private Step block(YamlMap map, Place place) {
        Map<String, YamlNode> own = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            KeywordTable.refuseDebugger(entry, "a block");
            if (!KeywordTable.BLOCK.has(entry.name())) {
                throw ControllerException.at(
                        entry.key().at(), "unknown keyword '" + entry.name() + "' in block" + quoted(map));
            }
            if (!entry.name().equals("block")
                    && !entry.name().equals("rescue")
                    && !entry.name().equals("always")) {
                own.put(entry.name(), entry.value());
            }
        }
        Place inner = place.with(place.keywords().within(own));
        return new Step.Block(
                map.at(),
                inner.keywords(),
                text(map.get("name")),
                list(map.get("block"), inner),
                list(map.get("rescue"), inner),
                list(map.get("always"), inner),
                place.role());
    }

    private List<Step> list(@Nullable YamlNode node, Place place) {
        return node == null ? List.of() : steps(node, place);
    }

    private List<Step> task(YamlMap map, Place place) {
        Step.Task task = new TaskParser(context.modules()).parse(map, place);
        return switch (task.module()) {
            case "import_tasks" -> importTasks(task, place);
            case "import_role" -> importRole(task, place);
            default -> List.of(task);
        };
    }

    private List<Step> importTasks(Step.Task task, Place place) {
        refuseLoop(task);
        String raw = Optional.ofNullable(task.args().free())
                .orElseGet(() -> text(task.args().named().get("file")));
        Map<String, @Nullable Object> vars = new LinkedHashMap<>(place.playVars());
        vars.putAll(task.keywords().vars());
        return file(context.fileName(raw, vars), place.with(task.keywords()), task.at());
    }

    private List<Step> importRole(Step.Task task, Place place) {
        refuseLoop(task);
        Map<String, @Nullable Object> vars =
                task.keywords().own("vars").orElse(null) instanceof YamlMap own ? own.variables() : Map.of();
        RoleCall call = RoleCall.of(task.args().named(), vars, "import_role", task.at());
        RoleLoader.Loaded loaded = roles.load(call, place.with(task.keywords()), task.at());
        place.imports().add(loaded);
        return loaded.steps();
    }

    private static void refuseLoop(Step.Task task) {
        if (task.loopKeyword() != null) {
            throw ControllerException.at(
                    task.at(),
                    "'" + task.module() + "' cannot loop; use '" + task.module().replace("import", "include")
                            + "' instead");
        }
    }

    static String quoted(YamlMap map) {
        String name = text(map.get("name"));
        return name.isEmpty() ? "" : " '" + name + "'";
    }

    static String text(@Nullable Object value) {
        Object plain = value instanceof YamlNode node ? node.value() : value;
        return plain == null ? "" : String.valueOf(plain);
    }
}
