package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The text of configuration files: sections with keys, each with the values it was given, in the order of the text. */
final class IniText {
    private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();

    private IniText() {}

    /** Reads a text; error 29 names the line that is wrong. */
    static IniText parse(String text) {
        IniText result = new IniText();
        Map<String, List<String>> section = null;
        int from = 0;
        for (int number = 1; from < text.length(); number++) {
            int to = text.indexOf('\n', from);
            if (to < 0) {
                to = text.length();
            }
            String line = text.substring(from, to).strip();
            from = to + 1;
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            if (line.charAt(0) == '[') {
                section = result.sections.computeIfAbsent(name(line, number), ignored -> new LinkedHashMap<>());
            } else if (section == null) {
                throw wrong("key/value found outside of section", number, line);
            } else {
                add(section, line, number);
            }
        }
        return result;
    }

    /** The keys of a section with their values; empty when there is none. */
    Map<String, List<String>> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }

    /** The stanzas that have a section, by name. */
    List<String> stanzas() {
        TreeSet<String> stanzas = new TreeSet<>();
        for (String name : sections.keySet()) {
            int colon = name.indexOf(':');
            stanzas.add(colon < 0 ? name : name.substring(0, colon));
        }
        stanzas.remove(FileOptions.GLOBAL);
        return List.copyOf(stanzas);
    }

    /** Whether there is no section. */
    boolean isBlank() {
        return sections.isEmpty();
    }

    /** The names of all sections. */
    Iterable<String> names() {
        return sections.keySet();
    }

    private static String name(String line, int number) {
        if (!line.endsWith("]")) {
            throw wrong("ini section should end with ]", number, line);
        }
        String name = line.substring(1, line.length() - 1);
        if (name.isEmpty()) {
            throw wrong("invalid empty section", number, line);
        }
        return name;
    }

    private static void add(Map<String, List<String>> section, String line, int number) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw wrong("missing '=' in key/value", number, line);
        }
        String key = line.substring(0, equals).strip();
        if (key.isEmpty()) {
            throw wrong("key is zero-length", number, line);
        }
        section.computeIfAbsent(key, ignored -> new ArrayList<>())
                .add(line.substring(equals + 1).strip());
    }

    private static AgentException wrong(String what, int number, String line) {
        return new AgentException(ErrorCode.FORMAT, what + " at line " + number + ": " + line);
    }
}
