package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.HashBehaviour;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plugin {@code constructed}: gives the hosts that are there variables and groups by expressions over the variables
 * that they have. Used once, by one thread.
 */
final class ConstructedInventory {
    private final InventoryContent content;
    private final ConstructedSettings settings;
    private final HashBehaviour maps;
    private final Templar templar = new Templar();

    ConstructedInventory(InventoryContent content, ConstructedSettings settings, HashBehaviour maps) {
        this.content = content;
        this.settings = settings;
        this.maps = maps;
    }

    void build() {
        for (String host : List.copyOf(content.hosts().keySet())) {
            settings.compose()
                    .forEach((name, expression) -> evaluated(String.valueOf(expression), host)
                            .ifPresent(value -> content.hosts()
                                    .computeIfAbsent(host, one -> new LinkedHashMap<>())
                                    .put(name, value)));
            settings.groups().forEach((name, condition) -> {
                if (holds(String.valueOf(condition), host)) {
                    content.group(safe(name)).ownHosts().add(host);
                }
            });
            settings.keyed().forEach(keyed -> keyed(keyed, host));
        }
    }

    private void keyed(ConstructedSettings.Keyed keyed, String host) {
        Optional<Object> value = evaluated(keyed.key(), host);
        if (value.isEmpty()) {
            return;
        }
        for (String bare : names(keyed, value.get())) {
            String separator = keyed.prefix().isEmpty() && !settings.leadingSeparator() ? "" : keyed.separator();
            Group group = content.group(safe(keyed.prefix() + separator + bare));
            group.ownHosts().add(host);
            if (!keyed.parent().isEmpty()) {
                String parent = String.valueOf(templar.value(keyed.parent(), scope(host)));
                content.addChild(content.group(safe(parent)), group, settings.at());
            }
        }
    }

    /** The names that a value gives, without prefix: of text itself, of a list its items, of a map its keys with values. */
    private List<String> names(ConstructedSettings.Keyed keyed, Object value) {
        List<String> names = new ArrayList<>();
        switch (value) {
            case String text -> name(keyed, text).ifPresent(names::add);
            case List<?> list ->
                list.forEach(item -> name(keyed, String.valueOf(item)).ifPresent(names::add));
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    boolean empty = item == null || String.valueOf(item).isEmpty();
                    if (empty && keyed.fallback() != null) {
                        names.add(key + keyed.separator() + keyed.fallback());
                    } else if (empty && !keyed.trailing()) {
                        names.add(String.valueOf(key));
                    } else {
                        names.add(key + keyed.separator() + (item == null ? "" : item));
                    }
                });
            default ->
                throw ControllerException.at(
                        settings.at(),
                        "the key '" + keyed.key() + "' of 'keyed_groups' has to give text, a list or a map, not '"
                                + value + "'");
        }
        return names;
    }

    private static Optional<String> name(ConstructedSettings.Keyed keyed, String text) {
        return text.isEmpty() ? Optional.ofNullable(keyed.fallback()) : Optional.of(text);
    }

    private Optional<Object> evaluated(String expression, String host) {
        try {
            return Optional.ofNullable(templar.value("{{ " + expression + " }}", scope(host)))
                    .filter(value -> !Templar.isOmitted(value));
        } catch (ControllerException e) {
            return passedOver(expression, host, e);
        }
    }

    private boolean holds(String condition, String host) {
        try {
            return templar.condition(condition, scope(host));
        } catch (ControllerException e) {
            return passedOver(condition, host, e).isPresent();
        }
    }

    private Optional<Object> passedOver(String expression, String host, ControllerException problem) {
        if (settings.strict()) {
            throw ControllerException.at(
                    settings.at(),
                    "the expression '" + expression + "' cannot be evaluated for the host '" + host + "': "
                            + problem.text());
        }
        return Optional.empty();
    }

    /** The variables of a host so far: of its groups from the outermost inwards, then its own. */
    private Scope scope(String host) {
        Set<Group> groups = new LinkedHashSet<>();
        for (Group group : content.groups().values()) {
            if (group.ownHosts().contains(host)) {
                groups.addAll(group.ancestors());
            }
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        maps.add(variables, content.group(InventoryContent.ALL).variables());
        groups.stream()
                .sorted(Comparator.comparingInt(Group::depth)
                        .thenComparingLong(Group::priority)
                        .thenComparing(Group::name))
                .forEach(group -> maps.add(variables, group.variables()));
        maps.add(variables, content.hosts().getOrDefault(host, Map.of()));
        variables.put("inventory_hostname", host);
        variables.put("inventory_hostname_short", host.split("\\.", 2)[0]);
        return Scope.of(variables, Path.of(""));
    }

    /** Names of groups have letters, digits and underscores. */
    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{Nd}_]", "_").replaceFirst("^(?=[0-9])", "_");
    }
}
