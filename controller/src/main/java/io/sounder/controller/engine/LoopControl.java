package io.sounder.controller.engine;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code loop_control} of a task. */
final class LoopControl {
    private final Map<?, ?> options;
    private final Templar templar;

    private LoopControl(Map<?, ?> options, Templar templar) {
        this.options = options;
        this.templar = templar;
    }

    static LoopControl of(Step.Task task, Templar templar) {
        Object value = task.keywords().own("loop_control").map(YamlNode::value).orElse(Map.of());
        return new LoopControl(value instanceof Map<?, ?> map ? map : Map.of(), templar);
    }

    String variable() {
        Object name = options.get("loop_var");
        return name == null ? "item" : String.valueOf(name);
    }

    /** The variables that one item adds. */
    Map<String, @Nullable Object> variables(List<@Nullable Object> items, int index) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(variable(), new Verbatim(items.get(index)));
        variables.put("ansible_loop_var", variable());
        if (options.get("index_var") != null) {
            variables.put(String.valueOf(options.get("index_var")), (long) index);
            variables.put("ansible_index_var", String.valueOf(options.get("index_var")));
        }
        if (Boolean.TRUE.equals(options.get("extended"))) {
            variables.put("ansible_loop", new Verbatim(extended(items, index)));
        }
        return variables;
    }

    /** What the result of one item tells of its place in the loop. */
    Map<String, @Nullable Object> told(List<@Nullable Object> items, int index) {
        Map<String, @Nullable Object> told = variables(items, index);
        told.keySet().removeAll(List.of(variable(), "ansible_loop_var"));
        told.replaceAll((name, value) -> value instanceof Verbatim wrapped ? wrapped.value() : value);
        return told;
    }

    private Map<String, @Nullable Object> extended(List<@Nullable Object> items, int index) {
        Map<String, @Nullable Object> loop = new LinkedHashMap<>();
        if (!Boolean.FALSE.equals(options.get("extended_allitems"))) {
            loop.put("allitems", items);
        }
        loop.put("index", index + 1L);
        loop.put("index0", (long) index);
        loop.put("first", index == 0);
        loop.put("last", index + 1 == items.size());
        loop.put("length", (long) items.size());
        loop.put("revindex", (long) items.size() - index);
        loop.put("revindex0", (long) items.size() - index - 1);
        if (index > 0) {
            loop.put("previtem", items.get(index - 1));
        }
        if (index + 1 < items.size()) {
            loop.put("nextitem", items.get(index + 1));
        }
        return loop;
    }

    /** What is shown of an item. */
    @Nullable
    Object label(@Nullable Object item, Scope scope) {
        Object label = options.get("label");
        return label == null ? item : templar.value(label, scope);
    }

    /** Waits between two items. */
    void rest(Scope scope) {
        Object pause = options.get("pause");
        if (pause != null) {
            Pauses.seconds(Double.parseDouble(String.valueOf(templar.value(pause, scope))));
        }
    }
}
