package io.sounder.controller.template;

import io.sounder.controller.template.value.Ready;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variable {@code vars}: all variables as they are written, nothing in them templated. */
final class RawVariables extends AbstractMap<String, @Nullable Object> implements Ready {
    private final Scope scope;

    RawVariables(Scope scope) {
        this.scope = scope;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && scope.has(text);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String text && scope.has(text) ? Evaluation.plain(scope.raw(text)) : null;
    }

    @Override
    public Set<String> keySet() {
        return scope.names();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        scope.names().forEach(name -> all.put(name, get(name)));
        return all.entrySet();
    }
}
