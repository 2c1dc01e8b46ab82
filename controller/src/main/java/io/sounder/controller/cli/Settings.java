package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ansible.cfg} says. It is looked for where {@code ANSIBLE_CONFIG} says, in the current folder, in the folders
 * above the playbook, in the home folder, and in {@code /etc/ansible}; the first file counts. Immutable.
 */
final class Settings {
    private final Path folder;
    private final Map<String, String> values;

    private Settings(Path folder, Map<String, String> values) {
        this.folder = folder;
        this.values = Map.copyOf(values);
    }

    /** @param start the playbook's folder, or the current one */
    static Settings find(Path start, Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(environment.get("ANSIBLE_CONFIG")).map(Path::of).ifPresent(places::add);
        places.add(Path.of("ansible.cfg"));
        for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            places.add(at.resolve("ansible.cfg"));
        }
        places.add(Path.of(System.getProperty("user.home"), ".ansible.cfg"));
        places.add(Path.of("/etc/ansible/ansible.cfg"));
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return read(place.toAbsolutePath().normalize());
            }
        }
        return new Settings(start, Map.of());
    }

    private static Settings read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        String section = "";
        try {
            for (String raw : Files.readAllLines(file)) {
                String line = raw.replaceAll("(^|\\s)[;#].*", "").strip();
                if (line.startsWith("[")) {
                    section = line.substring(1, Math.max(1, line.indexOf(']')));
                } else if (line.contains("=")) {
                    int equals = line.indexOf('=');
                    values.put(
                            section + "." + line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read '" + file + "': " + e.getMessage(), e);
        }
        Path parent = file.getParent();
        return new Settings(parent == null ? Path.of("/") : parent, values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    int number(String name, int fallback) {
        Optional<String> value = text(name);
        try {
            return value.map(Integer::parseInt).orElse(fallback);
        } catch (NumberFormatException e) {
            throw new ControllerException(
                    ExitCode.ERROR, "'" + name + "' in ansible.cfg is not a number: '" + value.orElse("") + "'", e);
        }
    }

    /** Paths relative to the configuration file; {@code separator} splits them. */
    List<String> paths(String name, String separator) {
        List<String> paths = new ArrayList<>();
        for (String one : text(name).orElse("").split(separator, -1)) {
            String path = one.strip();
            if (path.startsWith("~/")) {
                path = System.getProperty("user.home") + path.substring(1);
            }
            if (!path.isEmpty()) {
                paths.add(folder.resolve(path).normalize().toString());
            }
        }
        return paths;
    }
}
