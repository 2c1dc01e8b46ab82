package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonRegex;
import io.sounder.controller.template.value.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lookups of single values in tables: INI, properties and CSV files. */
final class TableLookups {
    private TableLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "ini" -> TableLookups::ini;
            case "csvfile" -> TableLookups::csv;
            default -> null;
        };
    }

    /** A term {@code key name=value …}: the key, after the names have gone into the options. */
    private static String key(String term, Map<String, @Nullable Object> options) {
        List<String> words = new ArrayList<>();
        for (String word : term.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0 && !words.isEmpty()) {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    private static boolean flag(Map<String, @Nullable Object> options, String name) {
        Object value = options.get(name);
        return value instanceof String text
                ? List.of("yes", "true", "1", "on").contains(text.toLowerCase(java.util.Locale.ROOT))
                : value != null && Truth.of(value);
    }

    private static List<@Nullable Object> ini(
            List<@Nullable Object> terms, Map<String, @Nullable Object> given, LookupContext context) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(given);
        List<@Nullable Object> values = new ArrayList<>();
        for (Object term : terms) {
            String key = key(Printing.str(term), options);
            boolean properties = "properties".equals(options.get("type"));
            String file = Printing.str(options.getOrDefault("file", "ansible.ini"));
            boolean caseSensitive = flag(options, "case_sensitive");
            Map<String, Map<String, String>> sections =
                    new IniText(caseSensitive).read(FileLookups.content(file, "files", context), properties);
            String name = properties ? "" : Printing.str(options.getOrDefault("section", "global"));
            Map<String, String> section = sections.get(name);
            if (section == null) {
                throw new EvaluationException("No section '" + name + "' in the file '" + file + "'");
            }
            if (flag(options, "re")) {
                Pattern pattern = PythonRegex.compile(key, !caseSensitive, false);
                section.forEach((one, value) -> {
                    if (pattern.matcher(one).lookingAt()) {
                        values.add(value);
                    }
                });
            } else {
                String wanted = caseSensitive ? key : key.toLowerCase(java.util.Locale.ROOT);
                values.add(section.containsKey(wanted) ? section.get(wanted) : options.getOrDefault("default", ""));
            }
        }
        return values;
    }

    private static List<@Nullable Object> csv(
            List<@Nullable Object> terms, Map<String, @Nullable Object> given, LookupContext context) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(given);
        List<@Nullable Object> values = new ArrayList<>();
        for (Object term : terms) {
            String key = key(Printing.str(term), options);
            String delimiter = Printing.str(options.getOrDefault("delimiter", "TAB"));
            String file = Printing.str(options.getOrDefault("file", "ansible.csv"));
            Object column = options.getOrDefault("col", "1");
            int index = column instanceof String text ? Integer.parseInt(text) : Numbers.asInt(column);
            char separator = delimiter.equals("TAB") || delimiter.isEmpty() ? '\t' : delimiter.charAt(0);
            Object value = options.get("default");
            for (List<String> row : new CsvText(separator).rows(FileLookups.content(file, "files", context))) {
                if (row.get(0).equals(key)) {
                    if (index >= row.size()) {
                        throw new EvaluationException("the row '" + key + "' of '" + file + "' has no column " + index);
                    }
                    value = row.get(index);
                    break;
                }
            }
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
