package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and reads the main configuration file and the folder of included ones. */
final class ConfigFiles {
    private static final String BASE = "/etc/pgbackrest";
    private static final String MAIN = "/pgbackrest.conf";
    private static final String INCLUDE = "/conf.d";
    private static final String OLD_MAIN = "/etc/pgbackrest.conf";

    private final Path root;
    private final GivenOptions options;

    ConfigFiles(Path root, GivenOptions options) {
        this.root = root;
        this.options = options;
    }

    /** The text of all files, the main one first. */
    String read() {
        StringBuilder text = new StringBuilder(main());
        for (Path file : included()) {
            // A file without a line end must not swallow the first line of the next one.
            text.append('\n').append(Files.exists(file) ? content(file) : "");
        }
        return text.toString();
    }

    private String main() {
        Given given = options.get(Option.CONFIG, 1);
        if (given != null && given.kind() == Given.Kind.NEGATED) {
            return "";
        }
        String asked = options.value(Option.CONFIG);
        if (asked != null) {
            return content(local(asked));
        }
        String base = options.value(Option.CONFIG_PATH);
        Path file = local((base == null ? BASE : base) + MAIN);
        if (!Files.exists(file) && base == null) {
            file = local(OLD_MAIN);
        }
        return Files.exists(file) ? content(file) : "";
    }

    private List<Path> included() {
        String asked = options.value(Option.CONFIG_INCLUDE_PATH);
        String base = options.value(Option.CONFIG_PATH);
        Given main = options.get(Option.CONFIG, 1);
        boolean otherMain = main != null && main.kind() != Given.Kind.RESET;
        if (asked == null && otherMain && base == null) {
            return List.of();
        }
        return list(local(asked == null ? (base == null ? BASE : base) + INCLUDE : asked), asked);
    }

    private List<Path> list(Path folder, @Nullable String asked) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(".conf") && name.length() > ".conf".length()) {
                    files.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            if (asked != null) {
                throw new AgentException(
                        ErrorCode.PATH_MISSING, "unable to list file info for missing path '" + asked + "'", e);
            }
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list file info for path '" + folder + "'", e);
        }
        files.sort(null);
        return files;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new AgentException(ErrorCode.FILE_MISSING, "unable to open missing file '" + file + "' for read", e);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to read file '" + file + "': " + e.getMessage(), e);
        }
    }

    private Path local(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }
}
