package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a file of sections and settings. */
final class IniText {
    private IniText() {}

    /** The lines of each section under its heading, without empty ones; what stands before the first is under "". */
    static Map<String, List<String>> sections(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : text.lines().toList()) {
            String plain = line.strip();
            if (plain.startsWith("[") && plain.endsWith("]")) {
                section = plain;
                sections.computeIfAbsent(section, one -> new ArrayList<>());
            } else if (!plain.isEmpty()) {
                sections.computeIfAbsent(section, one -> new ArrayList<>()).add(line.stripTrailing());
            }
        }
        return sections;
    }

    /** The sections as text, with an empty line after each. */
    static String text(Map<String, List<String>> sections) {
        StringBuilder text = new StringBuilder();
        sections.forEach((name, lines) -> {
            if (!name.isEmpty()) {
                text.append(name).append('\n');
            }
            lines.forEach(line -> text.append(line).append('\n'));
            text.append('\n');
        });
        return text.toString();
    }
}
