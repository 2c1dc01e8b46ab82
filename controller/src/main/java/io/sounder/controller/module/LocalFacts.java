package io.sounder.controller.module;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that files {@code *.fact} on a host give: JSON, sections of settings, or a program that prints such. */
final class LocalFacts {
    /** Prints the name of each file and its content or output, with a mark between them. */
    private static final String SCRIPT = """
            cd -- "$d" 2>/dev/null || exit 0
            for f in *.fact; do [ -f "$f" ] || continue
            printf '%s\\n' "--fact--${f%.fact}"
            if [ -x "$f" ]; then "./$f" 2>/dev/null; else cat -- "$f"; fi; echo
            done
            """;

    private LocalFacts() {}

    static Map<String, @Nullable Object> read(Node node, String folder) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        String out = node.run("d=" + Paths.quoted(folder) + "\n" + SCRIPT).out();
        for (String part : out.split("(?m)^--fact--", -1)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                facts.put(part.substring(0, end), value(part.substring(end + 1).strip()));
            }
        }
        return facts;
    }

    private static @Nullable Object value(String text) {
        if (text.startsWith("{") || text.startsWith("\"")) {
            try {
                return new YamlReader(warning -> {})
                        .readText("a fact", text)
                        .getFirst()
                        .value();
            } catch (ControllerException e) {
                return "error loading facts as JSON or ini - please check content: " + e.text();
            }
        }
        Map<String, Object> sections = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> section : IniText.sections(text).entrySet()) {
            Map<String, Object> settings = new LinkedHashMap<>();
            for (String line : section.getValue()) {
                String[] pair = line.strip().split("\\s*[=:]\\s*", 2);
                if (!line.strip().startsWith("#") && !line.strip().startsWith(";")) {
                    settings.put(pair[0].toLowerCase(java.util.Locale.ROOT), pair.length > 1 ? pair[1] : "");
                }
            }
            if (!section.getKey().isEmpty()) {
                sections.put(section.getKey().substring(1, section.getKey().length() - 1), settings);
            }
        }
        return sections;
    }
}
