package io.sounder.controller.playbook;

import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a play, role, block or task over those of what surrounds it. Some add up from the outside in
 * ({@code when}, {@code tags}, {@code vars}, {@code environment}); of all others the nearest one counts. Immutable.
 */
public final class Keywords {
    /** No keywords at all. */
    public static final Keywords NONE = new Keywords(null, Map.of());

    private final @Nullable Keywords outer;
    private final Map<String, YamlNode> own;

    private Keywords(@Nullable Keywords outer, Map<String, YamlNode> own) {
        this.outer = outer;
        this.own = own;
    }

    /** These keywords with those of an inner node over them. */
    public Keywords within(Map<String, YamlNode> inner) {
        return new Keywords(this, Map.copyOf(inner));
    }

    /** The keywords around this node. */
    public Keywords around() {
        return outer == null ? NONE : outer;
    }

    /** The keyword of this very node, as it was written. */
    public Optional<YamlNode> own(String name) {
        return Optional.ofNullable(own.get(name));
    }

    /** The names of the keywords of this very node. */
    public Set<String> ownNames() {
        return own.keySet();
    }

    /** The nearest value of a keyword, not yet templated; empty if it stands nowhere. */
    public Optional<Object> nearest(String name) {
        for (Keywords at = this; at != null; at = at.outer) {
            YamlNode node = at.own.get(name);
            Object value = node == null ? null : node.value();
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** All conditions, outermost first; all must hold. */
    public List<Object> when() {
        return collected("when");
    }

    /** All environments, outermost first; later ones win. */
    public List<Object> environment() {
        return collected("environment");
    }

    /** The default arguments of a module, outermost first; later ones win. */
    public List<Object> moduleDefaults(String module) {
        List<Object> all = new ArrayList<>();
        for (Object given : collected("module_defaults")) {
            if (given instanceof Map<?, ?> map) {
                map.forEach((name, args) -> {
                    if (args != null && ModuleName.plain(String.valueOf(name)).equals(module)) {
                        all.add(args);
                    }
                });
            }
        }
        return all;
    }

    /** All tags, outermost first. */
    public Set<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        for (Object value : collected("tags")) {
            for (String tag : String.valueOf(value).split(",", -1)) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
        return tags;
    }

    /** All variables, the innermost winning. */
    public Map<String, @Nullable Object> vars() {
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        for (Keywords at : outermostFirst()) {
            if (at.own.get("vars") instanceof YamlMap map) {
                vars.putAll(map.variables());
            }
        }
        return vars;
    }

    private List<Object> collected(String name) {
        List<Object> all = new ArrayList<>();
        for (Keywords at : outermostFirst()) {
            YamlNode node = at.own.get(name);
            Object value = node == null ? null : node.value();
            if (value instanceof Collection<?> many) {
                all.addAll(many);
            } else if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    private List<Keywords> outermostFirst() {
        List<Keywords> chain = new ArrayList<>();
        for (Keywords at = this; at != null; at = at.outer) {
            chain.addFirst(at);
        }
        return chain;
    }
}
