package io.sounder.controller.engine;

import io.sounder.controller.module.Args;
import io.sounder.controller.module.ModuleException;
import io.sounder.controller.module.PythonText;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.playbook.TaskArgs;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the arguments of a call together: defaults of the module, those of a variable, those of the task. Thread-safe. */
final class TaskArguments {
    private final Templar templar;

    TaskArguments(Templar templar) {
        this.templar = templar;
    }

    /** The arguments of a task, templated; what is omitted is not there, not even with its default. */
    Args of(Step.Task task, Scope scope) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(moduleDefaults(task, scope));
        Object more = templar.value(task.args().named().get(TaskArgs.VARIABLE), scope);
        if (more instanceof Map<?, ?> map) {
            map.forEach((name, value) -> put(named, String.valueOf(name), value));
        } else if (more != null) {
            throw new ModuleException("the arguments '" + more + "' are not a map");
        }
        task.args().named().forEach((name, raw) -> {
            if (!name.equals(TaskArgs.VARIABLE)) {
                boolean bare = task.module().equals("assert") && name.equals("that");
                boolean written = task.module().equals("set_fact") && Templar.isTemplate(name);
                put(
                        named,
                        written ? String.valueOf(templar.value(name, scope)) : name,
                        bare ? raw : templar.value(raw, scope));
            }
        });
        named.remove("_raw_params");
        String free = task.args().free();
        return new Args(named, free == null ? null : PythonText.of(templar.value(free, scope)));
    }

    private static void put(Map<String, @Nullable Object> named, String name, @Nullable Object value) {
        if (Templar.isOmitted(value)) {
            named.remove(name);
        } else {
            named.put(name, kept(value));
        }
    }

    /** A value without what maps in it omit; items of lists stay. */
    private static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> rest = new LinkedHashMap<>();
                map.forEach((key, one) -> {
                    if (!Templar.isOmitted(one)) {
                        rest.put(key, kept(one));
                    }
                });
                yield rest;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(one -> items.add(kept(one)));
                yield items;
            }
            case null, default -> value;
        };
    }

    /** What {@code module_defaults} around the task give its module; the innermost that names it counts alone. */
    private Map<String, @Nullable Object> moduleDefaults(Step.Task task, Scope scope) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        List<Object> all = task.keywords().moduleDefaults(task.module());
        if (!all.isEmpty()) {
            Object value = templar.value(all.getLast(), scope);
            if (!(value instanceof Map<?, ?> map)) {
                throw new ModuleException("'module_defaults' of '" + task.module() + "' is not a map: '" + value + "'");
            }
            map.forEach((name, one) -> put(defaults, String.valueOf(name), one));
        }
        return defaults;
    }
}
