package io.sounder.controller.engine;

import io.sounder.controller.base.HashBehaviour;
import io.sounder.controller.template.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Variables in layers, the strongest first.
 *
 * @param maps what becomes of a map that several layers have
 */
record LayeredScope(
        List<Map<String, ? extends @Nullable Object>> layers,
        Path playbookDir,
        List<Path> searchPath,
        HashBehaviour maps)
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
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).containsKey(name)) {
                Object value = layers.get(i).get(name);
                return maps == HashBehaviour.REPLACE ? value : joined(name, value, i + 1);
            }
        }
        return null;
    }

    /** A value with what weaker layers have of the same map. */
    private @Nullable Object joined(String name, @Nullable Object strongest, int from) {
        Object value = strongest;
        for (int i = from; i < layers.size() && HashBehaviour.isMap(value); i++) {
            if (layers.get(i).containsKey(name)) {
                Object weaker = layers.get(i).get(name);
                if (!HashBehaviour.isMap(weaker)) {
                    break;
                }
                value = maps.combined(weaker, value);
            }
        }
        return value;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(layer.keySet()));
        return names;
    }

    /** These variables without the weakest layer. */
    LayeredScope withoutLast() {
        return new LayeredScope(layers.subList(0, layers.size() - 1), playbookDir, searchPath, maps);
    }

    /** These variables under stronger ones. */
    LayeredScope under(Map<String, ? extends @Nullable Object> stronger) {
        List<Map<String, ? extends @Nullable Object>> more = new ArrayList<>();
        more.add(stronger);
        more.addAll(layers);
        return new LayeredScope(more, playbookDir, searchPath, maps);
    }
}
