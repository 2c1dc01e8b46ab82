package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.HashBehaviour;
import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All hosts and groups of one run; immutable and thread-safe. */
public final class Inventory {
    private static final Comparator<Group> PRECEDENCE = Comparator.comparingInt(Group::depth)
            .thenComparingLong(Group::priority)
            .thenComparing(Group::name);

    private final InventoryContent content;
    private final List<Path> folders;
    private final VariableFiles files;
    private final HostPattern patterns;
    private final Consumer<String> warnings;
    private final HashBehaviour maps;

    private Inventory(
            InventoryContent content,
            List<Path> folders,
            VariableFiles files,
            Consumer<String> warnings,
            HashBehaviour maps) {
        this.maps = maps;
        this.content = content;
        this.folders = folders;
        this.files = files;
        this.warnings = warnings;
        this.patterns = new HostPattern(content, warnings);
    }

    /**
     * Reads inventory sources in order, later ones win.
     *
     * @param sources files, folders, or host lists with a comma such as {@code 'a,b,'}
     * @param warnings receives one sentence for each thing that is odd but not wrong
     */
    public static Inventory load(List<String> sources, Consumer<String> warnings) {
        return load(sources, new YamlReader(warnings), warnings, HashBehaviour.REPLACE);
    }

    /**
     * Reads inventory sources in order, later ones win.
     *
     * @param reader knows the passwords of encrypted files and values
     * @param maps what becomes of variables that are maps and stand in several places
     */
    public static Inventory load(
            List<String> sources, YamlReader reader, Consumer<String> warnings, HashBehaviour maps) {
        InventorySources all = new InventorySources(reader, warnings, maps);
        sources.forEach(all::read);
        return new Inventory(all.finish(), all.folders(), new VariableFiles(reader), warnings, maps);
    }

    /** This inventory with a host that may be new, in some groups that may be new, with some more variables of its own. */
    public Inventory with(String host, List<String> groups, Map<String, @Nullable Object> variables) {
        InventoryContent more = content.copy();
        more.hosts().computeIfAbsent(host, name -> new LinkedHashMap<>()).putAll(variables);
        groups.forEach(group -> more.group(group).ownHosts().add(host));
        more.finish();
        return new Inventory(more, folders, files, warnings, maps);
    }

    /** All hosts in inventory order. */
    public List<Host> hosts() {
        return named(content.group(InventoryContent.ALL).allHosts());
    }

    /** The host of that name, or null. */
    public @Nullable Host host(String name) {
        return content.hosts().containsKey(name) ? new Host(name, false) : null;
    }

    /** The magic variable {@code groups}: group name to host names in inventory order, with all and ungrouped. */
    public Map<String, List<String>> groups() {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        content.groups().forEach((name, group) -> hosts.put(name, group.allHosts()));
        return hosts;
    }

    /** The direct children of a group, for graphs; empty for a name that is no group. */
    public List<String> children(String group) {
        Group found = content.groups().get(group);
        return found == null
                ? List.of()
                : found.children().stream().map(Group::name).toList();
    }

    /** The hosts that stand in a group itself, not in its children; empty for a name that is no group. */
    public List<String> ownHosts(String group) {
        Group found = content.groups().get(group);
        return found == null ? List.of() : List.copyOf(found.ownHosts());
    }

    /** The magic variable {@code group_names}: sorted, without {@code all}. */
    public List<String> groupNames(Host host) {
        return groupsOf(host.name()).stream().map(Group::name).sorted().toList();
    }

    /** The hosts of a pattern such as {@code a:b:&c:!d}, {@code web*}, {@code ~re}, {@code g[0:2]}. */
    public List<Host> match(String pattern) {
        return named(patterns.match(HostPattern.split(pattern)));
    }

    /** The hosts of a play's pattern that the limit ({@code -l}, also {@code @file}) lets through, in the play's order. */
    public List<Host> match(String pattern, @Nullable String limit) {
        List<Host> hosts = match(pattern);
        if (limit == null) {
            return hosts;
        }
        Set<String> allowed = patterns.match(limitParts(limit));
        return hosts.stream().filter(host -> allowed.contains(host.name())).toList();
    }

    private static List<String> limitParts(String limit) {
        List<String> parts = new ArrayList<>();
        for (String part : HostPattern.split(limit)) {
            if (!part.startsWith("@")) {
                parts.add(part);
                continue;
            }
            try {
                for (String line : Files.readAllLines(Path.of(part.substring(1)))) {
                    parts.addAll(HostPattern.split(line.strip()));
                }
            } catch (IOException e) {
                throw new ControllerException(
                        ExitCode.ERROR, "cannot read the file of the limit '" + part + "': " + e.getMessage(), e);
            }
        }
        return parts;
    }

    /**
     * A host's variables, not yet templated: what the inventory says of all and of groups by depth, priority and name; then
     * the files of group_vars, all first; then the host's own, at last the files of host_vars. Of these files those beside
     * the playbook win over those beside the inventory; {@code inventory_file} and {@code inventory_dir} are there too.
     */
    public Map<String, @Nullable Object> variables(Host host, Path playbookDir) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        List<Group> all = List.of(content.group(InventoryContent.ALL));
        List<Group> groups = groupsOf(host.name()).stream().sorted(PRECEDENCE).toList();
        all.forEach(group -> maps.add(variables, group.variables()));
        groups.forEach(group -> maps.add(variables, group.variables()));
        for (List<Group> level : List.of(all, groups)) {
            for (Path folder : folders) {
                level.forEach(group -> maps.add(variables, files.read(folder.resolve("group_vars"), group.name())));
            }
            level.forEach(group -> maps.add(variables, files.read(playbookDir.resolve("group_vars"), group.name())));
        }
        maps.add(variables, ownVariables(host, playbookDir));
        if (host.implicit()) {
            variables.putIfAbsent("ansible_connection", "local");
        }
        return variables;
    }

    /** What a host itself says, with its files of host_vars, but nothing of its groups. */
    public Map<String, @Nullable Object> ownVariables(Host host, Path playbookDir) {
        Map<String, @Nullable Object> variables =
                new LinkedHashMap<>(content.hosts().getOrDefault(host.name(), Map.of()));
        for (Path folder : folders) {
            maps.add(variables, files.read(folder.resolve("host_vars"), host.name()));
        }
        maps.add(variables, files.read(playbookDir.resolve("host_vars"), host.name()));
        return variables;
    }

    /** What a group itself says, with its files of group_vars, but nothing of the groups above. */
    public Map<String, @Nullable Object> groupVariables(String name, Path playbookDir) {
        Group group = content.groups().get(name);
        if (group == null) {
            return Map.of();
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(group.variables());
        for (Path folder : folders) {
            maps.add(variables, files.read(folder.resolve("group_vars"), name));
        }
        maps.add(variables, files.read(playbookDir.resolve("group_vars"), name));
        if (group.priority() != 1) {
            variables.put("ansible_group_priority", group.priority());
        }
        return variables;
    }

    private Set<Group> groupsOf(String host) {
        Set<Group> groups = new LinkedHashSet<>();
        for (Group group : content.groups().values()) {
            if (group.ownHosts().contains(host)) {
                groups.addAll(group.ancestors());
            }
        }
        groups.removeIf(group -> group.name().equals(InventoryContent.ALL));
        return groups;
    }

    private List<Host> named(Collection<String> names) {
        return names.stream()
                .map(name -> new Host(name, !content.hosts().containsKey(name)))
                .toList();
    }
}
