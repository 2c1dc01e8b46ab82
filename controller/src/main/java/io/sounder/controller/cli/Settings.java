package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.HashBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ansible.cfg} says, and the variables of the environment that go before it. The file is looked for where
 * {@code ANSIBLE_CONFIG} says, in the current folder unless everybody may write there, in the folders above the playbook,
 * beside the file that the playbook is a link to, in the home folder, and in {@code /etc/ansible}; the first one counts.
 * Immutable.
 */
final class Settings {
    private static final Path CURRENT = Path.of("ansible.cfg");

    private final @Nullable Path file;
    private final Path folder;
    private final Map<String, String> values;
    private final Map<String, String> environment;

    private Settings(@Nullable Path file, Path folder, Map<String, String> values, Map<String, String> environment) {
        this.file = file;
        this.folder = folder;
        this.values = Map.copyOf(values);
        this.environment = Map.copyOf(environment);
    }

    /** Finds the settings for a playbook. */
    static Settings beside(Path playbook, Map<String, String> environment, Consumer<String> warnings) {
        Path folder = folderOf(playbook.toAbsolutePath().normalize());
        try {
            return find(List.of(folder, folderOf(playbook.toRealPath())), environment, warnings);
        } catch (IOException e) {
            // Whoever reads the playbook will say that it is not there.
            return find(List.of(folder), environment, warnings);
        }
    }

    /** Finds the settings for the current folder, which may be the root of a project. */
    static Settings here(Map<String, String> environment, Consumer<String> warnings) {
        return find(List.of(Path.of(""), Path.of("playbooks")), environment, warnings);
    }

    private static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Settings find(List<Path> starts, Map<String, String> environment, Consumer<String> warnings) {
        List<Path> places = new ArrayList<>();
        String named = environment.get("ANSIBLE_CONFIG");
        if (named != null && !named.isEmpty()) {
            Path file = Path.of(expanded(named));
            places.add(Files.isDirectory(file) ? file.resolve("ansible.cfg") : file);
        }
        places.add(CURRENT);
        for (Path start : starts) {
            for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
                places.add(at.resolve("ansible.cfg"));
            }
        }
        places.add(Path.of(System.getProperty("user.home"), ".ansible.cfg"));
        places.add(Path.of("/etc/ansible/ansible.cfg"));
        for (Path place : places) {
            if (Files.isRegularFile(place) && !(place.equals(CURRENT) && isOpenToAll(warnings))) {
                Path file = place.toAbsolutePath().normalize();
                return new Settings(file, folderOf(file), ConfigurationFile.read(file), environment);
            }
        }
        return new Settings(null, starts.getFirst(), Map.of(), environment);
    }

    /** A file that anybody could have put there says nothing. */
    private static boolean isOpenToAll(Consumer<String> warnings) {
        try {
            Path here = Path.of("").toAbsolutePath();
            boolean open = Files.getPosixFilePermissions(here).contains(PosixFilePermission.OTHERS_WRITE);
            if (open) {
                warnings.accept("ansible.cfg is ignored because everybody may write to the folder '" + here + "'");
            }
            return open;
        } catch (IOException e) {
            return false;
        }
    }

    private static String expanded(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    /** The configuration file that was found. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** What becomes of variables that are maps and stand in several places. */
    HashBehaviour maps() {
        String wanted = choice("defaults.hash_behaviour", List.of("replace", "merge"));
        return wanted.equals("merge") ? HashBehaviour.MERGE : HashBehaviour.REPLACE;
    }

    /** A setting that is one of some words; the first of them unless it says otherwise. */
    String choice(String name, List<String> words) {
        String value = text(name).orElse(words.getFirst());
        if (!words.contains(value)) {
            throw new ControllerException(
                    ExitCode.ERROR,
                    "'" + name + "' in ansible.cfg is one of " + String.join(", ", words) + ", not '" + value + "'");
        }
        return value;
    }

    private Optional<String> ofEnvironment(String name) {
        return Variable.of(name).stream()
                .map(environment::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    /** A setting by section and key: from the environment, else from the file. */
    Optional<String> text(String name) {
        return ofEnvironment(name)
                .or(() -> Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty()));
    }

    boolean flag(String name, boolean fallback) {
        return text(name).map(value -> value.matches("(?i)true|yes|on|1|y|t")).orElse(fallback);
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

    /**
     * Paths that {@code separator} splits: those of the file are relative to its folder, those of the environment to the
     * current one.
     */
    List<String> paths(String name, String separator) {
        List<String> paths = new ArrayList<>();
        Path base = ofEnvironment(name).isPresent() ? Path.of("") : folder;
        for (String one : text(name).orElse("").split(separator, -1)) {
            String path = expanded(one.strip());
            if (!path.isEmpty()) {
                paths.add(base.resolve(path).normalize().toString());
            }
        }
        return paths;
    }

    /** The sources of the inventory; a list of hosts among those of the environment keeps its comma. */
    List<String> inventory() {
        return paths("defaults.inventory", ",");
    }

    /** Vault ids with their sources, as {@code --vault-id} takes them. */
    List<String> vaultIds() {
        List<String> ids = new ArrayList<>();
        for (String one : text("defaults.vault_identity_list").orElse("").split(",", -1)) {
            String id = one.strip();
            int at = id.indexOf('@');
            String source = id.substring(at + 1);
            boolean relative = ofEnvironment("defaults.vault_identity_list").isEmpty() && !source.startsWith("prompt");
            if (!id.isEmpty()) {
                ids.add(id.substring(0, at + 1) + (relative ? folder.resolve(expanded(source)) : source));
            }
        }
        return ids;
    }
}
