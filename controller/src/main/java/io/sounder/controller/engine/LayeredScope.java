package io.sounder.controller.engine;

import io.sounder.controller.template.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables in layers, the strongest first. */
record LayeredScope(List<Map<String, ? extends @Nullable Object>> layers, Path playbookDir, List<Path> searchPath)
        implements Scope {
    @Override
    public boolean has(String name) {
        for (Map<String, ?> layer : layers) {
            if (layer.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Object raw(String name) {
        for (Map<String, ? extends @Nullable Object> layer : layers) {
            if (layer.containsKey(name)) {
                return layer.get(name);
            }
        }
        return null;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(layer.keySet()));
        return names;
    }

    /** These variables without the weakest layer. */
    LayeredScope withoutLast() {
        return new LayeredScope(layers.subList(0, layers.size() - 1), playbookDir, searchPath);
    }

    /** These variables under stronger ones. */
    LayeredScope under(Map<String, ? extends @Nullable Object> stronger) {
        List<Map<String, ? extends @Nullable Object>> more = new ArrayList<>();
        more.add(stronger);
        more.addAll(layers);
        return new LayeredScope(more, playbookDir, searchPath);
    }
}
