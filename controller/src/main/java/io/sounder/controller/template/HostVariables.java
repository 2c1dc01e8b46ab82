package io.sounder.controller.template;

import io.sounder.controller.template.value.Ready;
import io.sounder.controller.template.value.Undefined;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variable {@code hostvars}; what is in it is computed when it is read. */
final class HostVariables extends AbstractMap<String, Object> implements Ready {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> hosts;
    private final Function<String, Scope> scopes;
    private final Templates templates;

    HostVariables(Collection<String> hosts, Function<String, Scope> scopes, Templates templates) {
        this.hosts = new LinkedHashSet<>(hosts);
        this.scopes = scopes;
        this.templates = templates;
    }

    /** The machine itself is there even if no inventory has it. */
    @Override
    public boolean containsKey(@Nullable Object key) {
        return hosts.contains(key) || (key instanceof String name && LOCAL.contains(name));
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name && containsKey(name) ? new OneHost(scopes.apply(name), templates) : null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        hosts.forEach(name -> all.put(name, new OneHost(scopes.apply(name), templates)));
        return all.entrySet();
    }

    /** The variables of one host, templated in its own scope. */
    private static final class OneHost extends AbstractMap<String, @Nullable Object> implements Ready {
        private final Scope scope;
        private final Evaluation evaluation;

        OneHost(Scope scope, Templates templates) {
            this.scope = scope;
            this.evaluation = new Evaluation(templates, scope);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return key instanceof String name && scope.has(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return key instanceof String name && scope.has(name) ? evaluation.variable(name) : null;
        }

        @Override
        public Set<Map.Entry<String, @Nullable Object>> entrySet() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            for (String name : scope.names()) {
                Object value = evaluation.variable(name);
                if (!(value instanceof Undefined)) {
                    all.put(name, value);
                }
            }
            return all.entrySet();
        }
    }
}
