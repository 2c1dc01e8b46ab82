package io.sounder.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All commands and options in words, for help and documentation. */
public final class Manual {
    private final OptionTable table = OptionTable.load();
    private final Map<String, String> words = new HashMap<>();

    /** A command in words. */
    public record CommandEntry(Command command, String summary, boolean internal) {}

    /**
     * An option in words, texts in the notation of {@link OptionRows}.
     *
     * @param name with N for the number
     * @param section C, S or G
     */
    public record OptionEntry(
            Option option,
            String name,
            String summary,
            String type,
            String section,
            String fallback,
            String allowed,
            boolean secure,
            boolean internal,
            List<String> oldNames) {}

    public Manual() {
        for (String line : Words.resource("help.txt")) {
            int split = line.indexOf(" | ");
            words.put(line.substring(0, split), line.substring(split + " | ".length()));
        }
    }

    /** The commands by name. */
    public List<CommandEntry> commands() {
        List<CommandEntry> entries = new ArrayList<>();
        for (Command command : Command.values()) {
            CommandSpec spec = CommandSpec.load(command, table);
            entries.add(new CommandEntry(command, summary(command.id()), spec.internal()));
        }
        return entries;
    }

    /** The options of a command by name, as that command sees them. */
    public List<OptionEntry> options(Command command) {
        List<OptionEntry> entries = new ArrayList<>();
        CommandSpec.load(command, table).options().values().forEach(spec -> entries.add(entry(spec)));
        return entries;
    }

    /** All options by name. */
    public List<OptionEntry> options() {
        List<OptionEntry> entries = new ArrayList<>();
        table.all().forEach(spec -> entries.add(entry(spec)));
        return entries;
    }

    /** The option with this name, numbered or not, if the command knows it. */
    public Optional<OptionEntry> option(Command command, String name) {
        return new OptionNames(table)
                .find(name, false)
                .map(found -> CommandSpec.load(command, table).options().get(found.option()))
                .map(this::entry);
    }

    private OptionEntry entry(OptionSpec spec) {
        String name = OptionNames.pattern(spec.option());
        return new OptionEntry(
                spec.option(),
                name,
                summary("--" + name),
                spec.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                spec.section().letter(),
                spec.fallback(),
                spec.allowed(),
                spec.secure(),
                spec.internal(),
                spec.oldNames());
    }

    private String summary(String name) {
        String summary = words.get(name);
        if (summary == null) {
            throw new IllegalStateException("help.txt has no '" + name + "'");
        }
        return summary;
    }
}
