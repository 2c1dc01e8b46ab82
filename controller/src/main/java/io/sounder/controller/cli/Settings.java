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
 * above the playbook, beside the file that the playbook is a link to, in the home folder, and in {@code /etc/ansible}; the
 * first file counts. Immutable.
 */
final class Settings {
    private final Path folder;
    private final Map<String, String> values;

    private Settings(Path folder, Map<String, String> values) {
        this.folder = folder;
        this.values = Map.copyOf(values);
    }

    /** Finds the settings for a playbook. */
    static Settings beside(Path playbook, Map<String, String> environment) {
        Path folder = folderOf(playbook.toAbsolutePath().normalize());
        try {
            return find(List.of(folder, folderOf(playbook.toRealPath())), environment);
        } catch (IOException e) {
            // Whoever reads the playbook will say that it is not there.
            return find(List.of(folder), environment);
        }
    }

    /** Finds the settings for the current folder, which may be the root of a project. */
    static Settings here(Map<String, String> environment) {
        return find(List.of(Path.of(""), Path.of("playbooks")), environment);
    }

    private static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Settings find(List<Path> starts, Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(environment.get("ANSIBLE_CONFIG")).map(Path::of).ifPresent(places::add);
        places.add(Path.of("ansible.cfg"));
        for (Path start : starts) {
            for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
                places.add(at.resolve("ansible.cfg"));
            }
        }
        places.add(Path.of(System.getProperty("user.home"), ".ansible.cfg"));
        places.add(Path.of("/etc/ansible/ansible.cfg"));
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return read(place.toAbsolutePath().normalize());
            }
        }
        return new Settings(starts.getFirst(), Map.of());
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
