package io.sounder.controller.engine;

import io.sounder.controller.base.Verbatim;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Variables that the engine itself gives; each is computed when it is read. Used by one thread. */
final class MagicVariables extends AbstractMap<String, @Nullable Object> {
    private final Map<String, Supplier<? extends @Nullable Object>> makers = new HashMap<>();

    /** Gives a variable; its value may be null, and is no template. */
    void give(String name, Supplier<? extends @Nullable Object> maker) {
        makers.put(name, () -> new Verbatim(maker.get()));
    }

    /** Gives a variable that somebody wrote, and that may have templates in it. */
    void written(String name, Supplier<? extends @Nullable Object> maker) {
        makers.put(name, maker);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return makers.containsKey(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Supplier<? extends @Nullable Object> maker = makers.get(name);
        return maker == null ? null : maker.get();
    }

    @Override
    public Set<String> keySet() {
        return makers.keySet();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        makers.keySet().forEach(name -> all.put(name, get(name)));
        return all.entrySet();
    }
}
