package io.sounder.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the {@link ConfigReport}. */
final class ConfigReporter {
    private final OptionTable table;
    private final OptionNames names;

    ConfigReporter(OptionTable table, OptionNames names) {
        this.table = table;
        this.names = names;
    }

    ConfigReport report(Map<String, String> environment, IniText text, boolean read) {
        SortedMap<String, ConfigReport.Entry> variables = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(EnvironmentOptions.PREFIX)) {
                String key = variable.substring(EnvironmentOptions.PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                variables.put(variable, entry(key, List.of(value), true));
            }
        });
        return new ConfigReport(variables, read ? Optional.of(sections(text)) : Optional.empty());
    }

    private SortedMap<String, SortedMap<String, ConfigReport.Entry>> sections(IniText text) {
        SortedMap<String, SortedMap<String, ConfigReport.Entry>> sections = new TreeMap<>();
        for (String section : text.names()) {
            SortedMap<String, ConfigReport.Entry> keys = new TreeMap<>();
            text.section(section).forEach((key, values) -> keys.put(key, entry(key, values, false)));
            sections.put(section, keys);
        }
        return sections;
    }

    /** @param split whether one text has all values of a list */
    private ConfigReport.Entry entry(String key, List<String> values, boolean split) {
        Optional<OptionName> name = names.find(key, false);
        if (name.isEmpty()) {
            return new ConfigReport.Entry(List.of(), false, Optional.of("invalid option"));
        }
        OptionSpec spec = table.spec(name.get().option());
        if (name.get().kind() != Given.Kind.SET) {
            String form = name.get().kind() == Given.Kind.NEGATED ? "negate" : "reset";
            return new ConfigReport.Entry(values, false, Optional.of("invalid " + form + " option"));
        }
        if (spec.secure()) {
            return new ConfigReport.Entry(List.of("<" + name.get().canonical() + ">"), false, Optional.empty());
        }
        boolean list = spec.multiple() || values.size() > 1;
        List<String> shown = split && spec.multiple() ? Words.split(values.getFirst(), ':') : values;
        return new ConfigReport.Entry(shown, list, Optional.empty());
    }
}
