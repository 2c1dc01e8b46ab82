package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import io.sounder.controller.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variable files in {@code group_vars} and {@code host_vars}; each is read once. Thread-safe. */
final class VariableFiles {
    private static final List<String> EXTENSIONS = List.of("", ".yml", ".yaml", ".json");

    private final YamlReader reader;
    private final Map<Path, Map<String, @Nullable Object>> known = new ConcurrentHashMap<>();

    VariableFiles(YamlReader reader) {
        this.reader = reader;
    }

    /** The variables for a group or host name in a folder such as {@code group_vars}; empty when there are none. */
    Map<String, @Nullable Object> read(Path folder, String name) {
        return name.contains("/") ? Map.of() : known.computeIfAbsent(folder.resolve(name), path -> load(folder, name));
    }

    private Map<String, @Nullable Object> load(Path folder, String name) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (String extension : EXTENSIONS) {
            Path path = folder.resolve(name + extension);
            if (Files.isDirectory(path)) {
                files(path, variables);
                break;
            }
            if (Files.exists(path)) {
                variables.putAll(file(path));
                break;
            }
        }
        return variables;
    }

    /** All files of a folder in the order of their names, folders within at their place. */
    private void files(Path folder, Map<String, @Nullable Object> variables) {
        for (Path path : entries(folder)) {
            if (Files.isDirectory(path)) {
                if (extension(path).isEmpty()) {
                    files(path, variables);
                }
            } else if (EXTENSIONS.contains(extension(path))) {
                variables.putAll(file(path));
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().matches("\\..*|.*~"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ControllerException(ExitCode.PARSE, "cannot read the folder '" + folder + "'", e);
        }
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private YamlNode read(Path path) {
        try {
            return reader.readOne(path);
        } catch (ControllerException e) {
            throw new ControllerException(ExitCode.PARSE, e.text(), e);
        }
    }

    private Map<String, @Nullable Object> file(Path path) {
        YamlNode node = read(path);
        if (node instanceof YamlScalar scalar && scalar.value() == null) {
            return Map.of();
        }
        if (!(node instanceof YamlMap map)) {
            throw ControllerException.at(node.at(), "a file of variables has to be a map, but this is " + node.kind());
        }
        return map.variables();
    }
}
