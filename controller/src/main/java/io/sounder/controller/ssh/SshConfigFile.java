package io.sounder.controller.ssh;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a configuration file of {@code ssh}: what stands before the first {@code Host}, in the {@code Host} sections that
 * match, and under {@code Match all}. Other {@code Match} sections and {@code Include} are passed over.
 */
final class SshConfigFile {
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\s*=\\s*|\\s+)(.*)");

    private final SshOptions options;
    private final String host;
    private boolean matches = true;

    private SshConfigFile(SshOptions options, String host) {
        this.options = options;
        this.host = host;
    }

    /** Adds what a file says of a host, named as on the command line; nothing if there is no such file. */
    static void addTo(SshOptions options, Path file, String host) {
        if (!Files.isReadable(file)) {
            return;
        }
        try {
            SshConfigFile read = new SshConfigFile(options, host);
            Files.readAllLines(file).forEach(line -> read.line(line.strip()));
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    private void line(String line) {
        Matcher matcher = LINE.matcher(line);
        if (line.startsWith("#") || !matcher.matches()) {
            return;
        }
        String option = matcher.group(1).toLowerCase(Locale.ROOT);
        String value = matcher.group(2).strip();
        switch (option) {
            case "host" -> matches = isHost(value);
            case "match" -> matches = value.equalsIgnoreCase("all");
            default -> {
                if (matches) {
                    options.add(option, value);
                }
            }
        }
    }

    private boolean isHost(String patterns) {
        boolean found = false;
        for (String pattern : patterns.replace("\"", "").split("\\s+", -1)) {
            boolean not = pattern.startsWith("!");
            if (KnownHostLine.glob(not ? pattern.substring(1) : pattern, host.toLowerCase(Locale.ROOT))) {
                if (not) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }
}
