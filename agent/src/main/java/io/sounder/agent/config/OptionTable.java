package io.sounder.agent.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@link OptionRows} taken apart: what each option accepts, whatever the command. */
final class OptionTable {
    private static final int NAME = 0;
    private static final int TYPE = 1;
    private static final int SECTION = 2;
    private static final int FALLBACK = 3;
    private static final int ALLOWED = 4;
    private static final int NEEDS = 5;
    private static final int MARKS = 6;
    private static final int OLD_NAMES = 7;

    private final Map<Option, OptionSpec> specs = new EnumMap<>(Option.class);

    private OptionTable() {}

    static OptionTable load() {
        OptionTable table = new OptionTable();
        for (String line : Words.lines(OptionRows.TEXT)) {
            OptionSpec spec = spec(columns(line));
            table.specs.put(spec.option(), spec);
        }
        return table;
    }

    OptionSpec spec(Option option) {
        OptionSpec spec = specs.get(option);
        if (spec == null) {
            throw new IllegalStateException("OptionRows has no '" + option.id() + "'");
        }
        return spec;
    }

    /** All options in the order of the rows. */
    Iterable<OptionSpec> all() {
        return specs.values();
    }

    /** The option that the resources call {@code pgN-path}, {@code stanza}. */
    static Option option(String name) {
        int from = name.startsWith("pgN-") ? 2 : name.startsWith("repoN-") ? 4 : -1;
        String plain = from < 0 ? name : name.substring(0, from) + name.substring(from + 1);
        return Option.valueOf(plain.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static OptionSpec spec(String[] columns) {
        String marks = columns[MARKS];
        return new OptionSpec(
                option(columns[NAME]),
                ValueType.valueOf(columns[TYPE].toUpperCase(Locale.ROOT).replace('-', '_')),
                Section.of(columns[SECTION]),
                columns[FALLBACK],
                columns[ALLOWED],
                Need.parse(columns[NEEDS]),
                marks.equals("secure"),
                marks.equals("internal"),
                marks.equals("bool-like"),
                null,
                columns[OLD_NAMES].equals("-") ? List.of() : Words.split(columns[OLD_NAMES], ','));
    }

    private static String[] columns(String line) {
        String[] columns = new String[OLD_NAMES + 1];
        int from = 0;
        for (int i = 0; i < OLD_NAMES; i++) {
            int to = line.indexOf(" | ", from);
            columns[i] = line.substring(from, to);
            from = to + 3;
        }
        columns[OLD_NAMES] = line.substring(from);
        return columns;
    }
}
