package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import io.sounder.controller.yaml.YamlList;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlScalar;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one inventory file in YAML form into the content. */
final class YamlInventory {
    private final InventoryContent content;
    private final String file;
    private final String folder;
    private final Consumer<String> warnings;

    YamlInventory(InventoryContent content, String file, String folder, Consumer<String> warnings) {
        this.content = content;
        this.file = file;
        this.folder = folder;
        this.warnings = warnings;
    }

    void read(YamlNode document) {
        YamlMap top = map(document, "an inventory has to be a map of groups");
        for (YamlMap.Entry entry : top.entries()) {
            group(entry.name(), entry.key().at(), entry.value());
        }
    }

    private Group group(String name, Location at, YamlNode body) {
        if (name.isEmpty()) {
            throw ControllerException.at(at, "a group has no name");
        }
        Group group = content.group(name);
        if (isNull(body)) {
            return group;
        }
        YamlMap map = map(body, "the group '" + name + "' has to be a map with 'hosts', 'children' or 'vars'");
        for (YamlMap.Entry entry : map.entries()) {
            section(group, entry);
        }
        return group;
    }

    private void section(Group group, YamlMap.Entry entry) {
        YamlNode body = entry.value();
        String where = "'" + entry.name() + "' of the group '" + group.name() + "'";
        switch (entry.name()) {
            case "vars" -> {
                if (!isNull(body)) {
                    group.put(map(body, where + " has to be a map").variables());
                }
            }
            case "children" -> {
                if (body instanceof YamlScalar scalar && scalar.value() instanceof String child) {
                    content.addChild(group, content.group(child), scalar.at());
                } else if (!isNull(body)) {
                    children(group, map(body, where + " has to be a map of groups"));
                }
            }
            case "hosts" -> {
                if (body instanceof YamlScalar scalar && scalar.value() instanceof String host) {
                    hosts(group, host, scalar.at(), null);
                } else if (!isNull(body)) {
                    for (YamlMap.Entry host :
                            map(body, where + " has to be a map of hosts").entries()) {
                        hosts(group, host.key().text(), host.key().at(), host.value());
                    }
                }
            }
            default ->
                warnings.accept(entry.key().at() + ": skipped '" + entry.name() + "' of the group '" + group.name()
                        + "', only 'vars', 'children' and 'hosts' are valid");
        }
    }

    private void children(Group group, YamlMap children) {
        for (YamlMap.Entry child : children.entries()) {
            Group subgroup = group(child.name(), child.key().at(), child.value());
            content.addChild(group, subgroup, child.key().at());
        }
    }

    private void hosts(Group group, String name, Location at, @Nullable YamlNode body) {
        if (name.isBlank()) {
            throw ControllerException.at(at, "a host of the group '" + group.name() + "' has no name");
        }
        Map<String, @Nullable Object> variables = body == null || isNull(body)
                ? Map.of()
                : map(body, "the variables of the host '" + name + "' have to be a map")
                        .variables();
        long port = HostRange.port(name);
        for (String host : expand(name, at)) {
            Map<String, @Nullable Object> own = content.addHost(group, host, file, folder);
            own.putAll(variables);
            if (port != 0) {
                own.putIfAbsent("ansible_port", port);
            }
        }
    }

    private static java.util.List<String> expand(String name, Location at) {
        try {
            return HostRange.expand(HostRange.withoutPort(name));
        } catch (IllegalArgumentException e) {
            throw ControllerException.at(at, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.value() == null;
    }

    private static YamlMap map(YamlNode node, String expectation) {
        return switch (node) {
            case YamlMap map -> map;
            case YamlList list -> throw ControllerException.at(list.at(), expectation + ", but this is " + list.kind());
            case YamlScalar scalar ->
                throw ControllerException.at(scalar.at(), expectation + ", but this is " + scalar.kind());
        };
    }
}
