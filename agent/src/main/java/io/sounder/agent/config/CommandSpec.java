package io.sounder.agent.config;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one command accepts, read from {@link CommandRows}.
 *
 * @param log whether the main process writes a log file unasked
 * @param parameters whether words may follow the command
 * @param quiet whether begin and end are logged at debug level only
 * @param internal whether it stays out of the help
 * @param options its options as it sees them
 */
record CommandSpec(
        Command command,
        boolean log,
        boolean parameters,
        boolean quiet,
        boolean internal,
        Map<Option, OptionSpec> options) {

    /** Reads the rows that is about this command. */
    static CommandSpec load(Command command, OptionTable table) {
        Map<String, List<String>> sets = new HashMap<>();
        Map<Option, OptionSpec> options = new EnumMap<>(Option.class);
        List<String> traits = null;
        for (String line : Words.lines(CommandRows.TEXT)) {
            List<String> words = Words.split(line, ' ');
            String first = words.getFirst();
            boolean inCommand = line.charAt(0) == ' ';
            if (!inCommand && first.equals("set")) {
                sets.put(words.get(1), words.subList(2, words.size()));
            } else if (!inCommand) {
                if (traits != null) {
                    break;
                }
                traits = words.get(1).equals(command.id()) ? words.subList(2, words.size()) : null;
            } else if (traits != null) {
                add(first, words.subList(1, words.size()), sets, table, options);
            }
        }
        return of(command, traits, options);
    }

    private static void add(
            String first,
            List<String> rest,
            Map<String, List<String>> sets,
            OptionTable table,
            Map<Option, OptionSpec> options) {
        if (!first.equals("use")) {
            OptionSpec spec = table.spec(OptionTable.option(first));
            options.put(spec.option(), spec.differing(rest));
            return;
        }
        for (String word : rest) {
            for (String name : sets.getOrDefault(word, List.of(word))) {
                OptionSpec spec = table.spec(OptionTable.option(name));
                options.put(spec.option(), spec);
            }
        }
    }

    private static CommandSpec of(Command command, @Nullable List<String> traits, Map<Option, OptionSpec> options) {
        if (traits == null) {
            throw new IllegalStateException("CommandRows has no '" + command.id() + "'");
        }
        return new CommandSpec(
                command,
                traits.contains("log"),
                traits.contains("parameters"),
                traits.contains("quiet"),
                traits.contains("internal"),
                options);
    }
}
