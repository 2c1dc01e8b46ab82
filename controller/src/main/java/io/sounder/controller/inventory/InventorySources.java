package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.HashBehaviour;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import io.sounder.controller.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the sources of an inventory, each by its form. Not thread-safe. */
final class InventorySources {
    private static final Set<String> VARIABLE_FOLDERS = Set.of("group_vars", "host_vars");
    private static final List<String> IGNORED = List.of(
            "~", ".orig", ".bak", ".ini", ".cfg", ".retry", ".pyc", ".pyo", ".swp", ".rpm", ".md", ".txt", ".rst");

    private final InventoryContent content = new InventoryContent();
    private final Set<Path> folders = new LinkedHashSet<>();
    private final HashBehaviour maps;
    private final YamlReader reader;
    private final Consumer<String> warnings;

    InventorySources(YamlReader reader, Consumer<String> warnings, HashBehaviour maps) {
        this.maps = maps;
        this.reader = reader;
        this.warnings = warnings;
    }

    void read(String source) {
        if (source.contains(",")) {
            hostList(source);
            return;
        }
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            folders.add(path.toAbsolutePath().normalize());
            entries(path).forEach(this::entry);
        } else if (Files.exists(path)) {
            folders.add(folderOf(path));
            file(path);
        } else {
            throw new ControllerException(
                            ExitCode.PARSE, "cannot read the inventory '" + source + "': there is no such file")
                    .withHint("name an inventory with '-i', or a list of hosts with a comma at its end: -i 'host,'");
        }
    }

    /** The folders of all file sources, where group_vars and host_vars may be. */
    List<Path> folders() {
        return List.copyOf(folders);
    }

    InventoryContent finish() {
        content.finish();
        return content;
    }

    private void hostList(String source) {
        Group ungrouped = content.group(InventoryContent.UNGROUPED);
        for (String part : source.split(",", -1)) {
            String name = part.strip();
            if (!name.isEmpty()) {
                long port = HostRange.port(name);
                var variables = content.addHost(ungrouped, HostRange.withoutPort(name), source, "");
                if (port != 0) {
                    variables.put("ansible_port", port);
                }
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new ControllerException(ExitCode.PARSE, "cannot read the inventory folder '" + folder + "'", e);
        }
    }

    private void entry(Path path) {
        String name = path.getFileName().toString();
        if (name.startsWith(".")
                || VARIABLE_FOLDERS.contains(name)
                || IGNORED.stream().anyMatch(name::endsWith)) {
            return;
        }
        if (Files.isDirectory(path)) {
            entries(path).forEach(this::entry);
        } else {
            file(path);
        }
    }

    private void file(Path path) {
        String file = path.toAbsolutePath().normalize().toString();
        String folder = folderOf(path).toString();
        if (isProgram(path)) {
            new ScriptInventory(content, Path.of(file), folder, warnings).read();
            return;
        }
        String text = text(path);
        if (isIni(path.getFileName().toString(), text)) {
            new IniInventory(content, path.toString(), file, folder).read(text);
            return;
        }
        List<YamlNode> documents = reader.readText(path.toString(), text);
        for (YamlNode document : documents) {
            if (document instanceof YamlScalar scalar && scalar.value() == null) {
                warnings.accept("the inventory '" + path + "' is empty");
            } else if (document instanceof YamlMap map && map.get("plugin") instanceof YamlScalar plugin) {
                plugin(plugin, map);
            } else {
                new YamlInventory(content, file, folder, warnings).read(document);
            }
        }
    }

    /** The settings of a plugin: one that builds upon what the sources so far have said. */
    private void plugin(YamlScalar name, YamlMap settings) {
        String plain = name.text().replaceFirst("^ansible\\.builtin\\.", "");
        if (!plain.equals("constructed")) {
            throw ControllerException.at(
                    name.at(),
                    "the inventory plugin '" + name.text() + "' is not supported: there is only 'constructed'");
        }
        new ConstructedInventory(content, ConstructedSettings.of(settings), maps).build();
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().resolveSibling(".").normalize();
    }

    /** Whether the file is to be run: executable, and not one that only has that mode by accident. */
    private static boolean isProgram(Path path) {
        if (!Files.isExecutable(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(2);
            boolean shebang = start.length == 2 && start[0] == '#' && start[1] == '!';
            return shebang || !path.getFileName().toString().matches(".*\\.(?:ya?ml|json|ini)|hosts");
        } catch (IOException e) {
            return false;
        }
    }

    private String text(Path path) {
        try {
            return reader.secrets().plain(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw new ControllerException(
                    ExitCode.PARSE, "cannot read the inventory '" + path + "': " + e.getMessage(), e);
        }
    }

    /** By the name's ending, else by the first line that says something: {@code [group]} or {@code host key=value}. */
    private static boolean isIni(String name, String text) {
        if (name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json")) {
            return false;
        }
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
                .findFirst()
                .orElse("");
        return !first.startsWith("---") && !first.startsWith("{") && !first.matches("[^\\s=]+:(\\s.*)?");
    }
}
