package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code ansible.cfg}: sections, {@code key = value} or {@code key: value}, values that go on in indented lines,
 * comments in lines of their own after {@code #} or {@code ;}, and after a blank and {@code ;} behind a value.
 */
final class ConfigurationFile {
    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();
    private String section = "";
    private String last = "";

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    /** Values by {@code section.key}, keys in lower case. */
    static Map<String, String> read(Path file) {
        try {
            ConfigurationFile read = new ConfigurationFile(file);
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                read.line(lines.get(i), i + 1);
            }
            return read.values;
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    private void line(String raw, int number) {
        String text = raw.replaceFirst("\\s;.*", "").strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        if (Character.isWhitespace(raw.charAt(0)) && !last.isEmpty()) {
            values.merge(last, text, (before, more) -> (before + "\n" + more).strip());
        } else if (text.startsWith("[")) {
            section = text.substring(1, Math.max(1, text.indexOf(']')));
            last = "";
        } else {
            int end = text.indexOf('=');
            int colon = text.indexOf(':');
            end = colon > 0 && (end < 0 || colon < end) ? colon : end;
            if (end < 1) {
                throw ControllerException.at(
                        new Location(file.toString(), number, 1), "a setting has to be written as 'name = value'");
            }
            last = section + "." + text.substring(0, end).strip().toLowerCase(Locale.ROOT);
            values.put(last, text.substring(end + 1).strip());
        }
    }
}
