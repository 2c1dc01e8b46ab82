package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads INI text by the rules of Python's {@code configparser}: indented lines continue a value, {@code DEFAULT} holds for
 * all sections.
 *
 * @param caseSensitive whether names keep their case; they are in lower case otherwise
 */
record IniText(boolean caseSensitive) {
    private static final Pattern SECTION = Pattern.compile("\\[(.+)\\]");
    private static final Pattern ENTRY = Pattern.compile("(.*?)\\s*[=:]\\s*(.*)");

    /**
     * The entries by section.
     *
     * @param properties whether there are no sections: all entries are in the one named ""
     */
    Map<String, Map<String, String>> read(String text, boolean properties) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = properties ? sections.computeIfAbsent("", name -> new LinkedHashMap<>()) : null;
        String last = null;
        for (String line : text.lines().toList()) {
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith(";")) {
                continue;
            }
            Matcher heading = SECTION.matcher(plain);
            if (section != null && last != null && Character.isWhitespace(line.charAt(0))) {
                section.merge(last, plain, (before, more) -> before + "\n" + more);
            } else if (heading.lookingAt()) {
                section = sections.computeIfAbsent(heading.group(1), name -> new LinkedHashMap<>());
                last = null;
            } else {
                last = entry(plain, section);
            }
        }
        Map<String, String> defaults = sections.getOrDefault("DEFAULT", Map.of());
        sections.values().forEach(one -> defaults.forEach(one::putIfAbsent));
        return sections;
    }

    private String entry(String line, @Nullable Map<String, String> section) {
        Matcher entry = ENTRY.matcher(line);
        if (section == null || !entry.matches()) {
            throw new EvaluationException("the line '" + line + "' is neither an entry nor in a section");
        }
        String key = caseSensitive ? entry.group(1) : entry.group(1).toLowerCase(Locale.ROOT);
        section.put(key, entry.group(2));
        return key;
    }
}
