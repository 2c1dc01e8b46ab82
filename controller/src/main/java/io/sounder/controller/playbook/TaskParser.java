package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one task: tells keywords from the module, and the module's arguments in all their forms. */
final class TaskParser {
    private final ModuleCatalog modules;

    TaskParser(ModuleCatalog modules) {
        this.modules = modules;
    }

    private record Call(String written, YamlNode args, boolean local) {}

    Step.Task parse(YamlMap map, Place place) {
        Map<String, YamlNode> own = new LinkedHashMap<>();
        Call call = null;
        for (YamlMap.Entry entry : map.entries()) {
            String key = entry.name();
            KeywordTable.refuseDebugger(entry, "task" + StepParser.quoted(map));
            boolean action = key.equals("action") || key.equals("local_action");
            if (key.startsWith("with_") && !modules.hasLookup(key.substring("with_".length()))) {
                throw ControllerException.at(entry.key().at(), "there is no lookup for '" + key + "'" + inTask(map));
            }
            if (KeywordTable.TASK.has(key) && !action) {
                check(entry);
                own.put(key, entry.value());
            } else if (call != null) {
                throw ControllerException.at(
                        entry.key().at(),
                        "'" + key + "' in task" + StepParser.quoted(map)
                                + " is no keyword, and the task already has the module '" + call.written + "'");
            } else {
                call = action ? action(entry) : new Call(key, entry.value(), false);
            }
        }
        if (call == null) {
            throw ControllerException.at(map.at(), "task" + StepParser.quoted(map) + " has no module");
        }
        if (call.local) {
            own.put("delegate_to", new YamlScalar(map.at(), "localhost", "localhost"));
        }
        String module = known(call, map);
        Keywords keywords = place.keywords().within(own);
        TaskArgs args = args(call, map);
        boolean complete = !args.named().containsKey(TaskArgs.VARIABLE)
                && keywords.nearest("module_defaults").isEmpty();
        modules.complaint(module, args.named(), args.free(), complete).ifPresent(complaint -> {
            throw ControllerException.at(map.at(), complaint + inTask(map));
        });
        return new Step.Task(
                map.at(), keywords, StepParser.text(map.get("name")), module, call.written, args, place.role());
    }

    /** What is wrong with a keyword however the play runs. */
    private static void check(YamlMap.Entry entry) {
        switch (entry.name()) {
            case "register" -> VariableName.check("register", entry.value());
            case "vars" -> {
                if (entry.value() instanceof YamlMap vars) {
                    VariableName.check(vars);
                }
            }
            case "loop_control" -> {
                if (entry.value() instanceof YamlMap control) {
                    KeywordTable.checkLoopControl(control);
                }
            }
            default -> {}
        }
    }

    private static String inTask(YamlMap map) {
        String name = StepParser.quoted(map);
        return name.isEmpty() ? "" : ", in task" + name;
    }

    /** {@code action: module k=v} or {@code action: {module: m, k: v}}. */
    private static Call action(YamlMap.Entry entry) {
        boolean local = entry.name().equals("local_action");
        if (entry.value() instanceof YamlMap inner) {
            YamlNode module = inner.get("module");
            if (module == null) {
                throw ControllerException.at(inner.at(), "'" + entry.name() + "' names no module");
            }
            var rest = inner.entries().stream()
                    .filter(e -> !e.name().equals("module"))
                    .toList();
            return new Call(StepParser.text(module), new YamlMap(inner.at(), rest), local);
        }
        String[] words = StepParser.text(entry.value()).strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return new Call(words[0], new YamlScalar(entry.value().at(), rest, rest), local);
    }

    private String known(Call call, YamlMap map) {
        String module = ModuleName.plain(call.written);
        if (!modules.has(module)) {
            throw ControllerException.at(
                    map.at(),
                    "'" + call.written + "' in task" + StepParser.quoted(map) + " is neither a module nor a keyword");
        }
        return module;
    }

    private static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%");
    }

    private static TaskArgs args(Call call, YamlMap map) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        String module = ModuleName.plain(call.written);
        if (map.get("args") instanceof YamlMap extra) {
            named.putAll(extra.variables());
        } else if (isTemplate(StepParser.text(map.get("args")))) {
            named.put(TaskArgs.VARIABLE, StepParser.text(map.get("args")));
        } else if (map.has("args")) {
            throw ControllerException.at(map.at(), "'args' of task" + StepParser.quoted(map) + " is not a map");
        }
        Object value = call.args.value();
        if (call.args instanceof YamlMap direct) {
            named.putAll(direct.variables());
            Object text = FreeForm.takesText(module) ? null : named.get("_raw_params");
            return new TaskArgs(named, text == null ? null : String.valueOf(text));
        }
        if (value == null) {
            return new TaskArgs(named, null);
        }
        if (!(call.args instanceof YamlScalar)) {
            throw ControllerException.at(
                    call.args.at(),
                    "module '" + call.written + "' takes arguments as a map or as text, not " + call.args.kind());
        }
        TaskArgs parsed = FreeForm.parse(module, String.valueOf(value), call.args.at());
        named.putAll(parsed.named());
        return new TaskArgs(named, parsed.free());
    }
}
