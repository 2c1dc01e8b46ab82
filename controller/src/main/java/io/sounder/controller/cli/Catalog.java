package io.sounder.controller.cli;

import io.sounder.controller.module.ModuleRegistry;
import io.sounder.controller.playbook.ModuleCatalog;
import io.sounder.controller.template.lookup.Lookups;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the parser what modules there are. Immutable. */
final class Catalog implements ModuleCatalog {
    private final ModuleRegistry registry;
    private final Set<String> names;

    Catalog(ModuleRegistry registry) {
        this.registry = registry;
        this.names = registry.names();
    }

    @Override
    public boolean has(String module) {
        return names.contains(module);
    }

    @Override
    public boolean hasLookup(String name) {
        return Lookups.has(name);
    }

    @Override
    public Optional<String> complaint(
            String module, Map<String, @Nullable Object> named, @Nullable String free, boolean complete) {
        return registry.complaint(module, named, free, complete);
    }
}
