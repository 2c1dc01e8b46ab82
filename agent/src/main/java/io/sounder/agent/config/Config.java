package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.JobRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checked options of one command: immutable, every value in its range and with its default filled in. An option that
 * the command does not know, or whose condition is not met, has no value.
 */
public final class Config {
    private final CommandSpec command;
    private final Role role;
    private final List<String> parameters;
    private final Settings settings;
    private final List<String> warnings;
    private final List<String> stanzas;
    private final @Nullable ConfigReport report;
    private final OptionTable table;

    Config(
            CommandSpec command,
            Role role,
            List<String> parameters,
            Settings settings,
            List<String> warnings,
            List<String> stanzas,
            @Nullable ConfigReport report,
            OptionTable table) {
        this.command = command;
        this.role = role;
        this.parameters = List.copyOf(parameters);
        this.settings = settings;
        this.warnings = List.copyOf(warnings);
        this.stanzas = List.copyOf(stanzas);
        this.report = report;
        this.table = table;
    }

    public Command command() {
        return command.command();
    }

    /** Which process of the command this is. */
    public Role role() {
        return role;
    }

    /** Whether the command writes a log file unless told otherwise. */
    public boolean logsToFile() {
        return command.log() || role == Role.ASYNC;
    }

    /** Whether the begin and end of the command are of interest only when debugging. */
    public boolean quiet() {
        return command.quiet();
    }

    /** The words after the command. */
    public List<String> parameters() {
        return parameters;
    }

    /** The stanzas that the configuration files have sections for, by name. */
    public List<String> stanzas() {
        return stanzas;
    }

    /** Where settings come from; only made when the option report asks for it. */
    public Optional<ConfigReport> report() {
        return Optional.ofNullable(report);
    }

    /** What the loader found odd but not wrong; to be logged once logging is set up. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The options of this command line that another command accepts, such as {@code --stanza=demo}, sorted by name. Values
     * with spaces are in double quotes. Secrets, logging and the like are left out. Needed to write a restore_command.
     */
    public List<String> commandLineArguments(Command other) {
        return new OptionTexts(CommandSpec.load(other, table), settings).handedOn();
    }

    /**
     * The options of this command line as a command line, for another process of the same command. Environment and
     * configuration files are not among them: that process reads them itself.
     */
    public List<String> ownArguments() {
        return new OptionTexts(command, settings).given();
    }

    /** The begin line's view of this configuration: parameters, then all options not at their default. */
    public String description() {
        List<String> texts = new ArrayList<>();
        if (!parameters.isEmpty()) {
            List<String> quoted = new ArrayList<>();
            parameters.forEach(parameter -> quoted.add(OptionTexts.quoted(parameter)));
            texts.add("[" + String.join(", ", quoted) + "]");
        }
        texts.addAll(new OptionTexts(command, settings).all());
        return String.join(" ", texts);
    }

    /** The same options as another command sees them, such as expire after a backup; without parameters and warnings. */
    public Config with(Command other) {
        return new Config(CommandSpec.load(other, table), role, List.of(), settings, List.of(), stanzas, null, table);
    }

    /** The keys in use, ascending: at least one. With {@code --repo} only that repository. */
    public SortedSet<Integer> keys(Group group) {
        Option choice = group == Group.REPO ? Option.REPO : Option.PG;
        String chosen = group == Group.NONE ? null : settings.value(choice, 1);
        return chosen == null
                ? Collections.unmodifiableSortedSet(settings.keys(group))
                : new TreeSet<>(List.of(Integer.valueOf(chosen)));
    }

    /** Whether the option has a value, given or by default. */
    public boolean has(Option option) {
        return has(option, firstKey(option));
    }

    public boolean has(Option option, int key) {
        return find(option, key).isPresent();
    }

    /** Whether the user gave the value; false for defaults and after {@code --reset-…}. */
    public boolean isSet(Option option) {
        return source(option) != Source.DEFAULT;
    }

    public boolean isSet(Option option, int key) {
        return source(option, key) != Source.DEFAULT;
    }

    public Source source(Option option) {
        return source(option, firstKey(option));
    }

    public Source source(Option option, int key) {
        return setting(option, key).map(Setting::source).orElse(Source.DEFAULT);
    }

    /** A boolean; false when it has no value. */
    public boolean flag(Option option) {
        return flag(option, firstKey(option));
    }

    public boolean flag(Option option, int key) {
        return text(option, key).filter("y"::equals).isPresent();
    }

    public Optional<String> text(Option option) {
        return text(option, firstKey(option));
    }

    public Optional<String> text(Option option, int key) {
        return find(option, key).map(setting -> setting.values().getFirst());
    }

    /** The value; error 37 when there is none. */
    public String required(Option option) {
        return required(option, firstKey(option));
    }

    public String required(Option option, int key) {
        return text(option, key)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.OPTION_REQUIRED, command().id() + " command requires option: " + option.name(key)));
    }

    /** An integer that is known to have a value; error 37 when it has none. */
    public long number(Option option) {
        return number(option, firstKey(option));
    }

    public long number(Option option, int key) {
        return Long.parseLong(required(option, key));
    }

    /** A size in bytes; error 37 when it has none. */
    public long size(Option option) {
        return size(option, firstKey(option));
    }

    public long size(Option option, int key) {
        return ValueType.bytes(required(option, key));
    }

    /** A duration; error 37 when it has none. */
    public Duration time(Option option) {
        return time(option, firstKey(option));
    }

    public Duration time(Option option, int key) {
        return Duration.ofMillis(ValueType.milliseconds(required(option, key)));
    }

    /** What to do about failed jobs. */
    public JobRetry jobRetry() {
        return new JobRetry(Math.toIntExact(number(Option.JOB_RETRY)), time(Option.JOB_RETRY_INTERVAL));
    }

    /** The items of a list option; empty when there are none. */
    public List<String> list(Option option) {
        return list(option, firstKey(option));
    }

    public List<String> list(Option option, int key) {
        return find(option, key).map(Setting::values).orElse(List.of());
    }

    /** The entries of a hash option in the order they were given; empty when there are none. */
    public Map<String, String> map(Option option) {
        return map(option, firstKey(option));
    }

    public Map<String, String> map(Option option, int key) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String item : list(option, key)) {
            int split = item.indexOf('=');
            result.put(item.substring(0, split), item.substring(split + 1));
        }
        return result;
    }

    /** The key that an unnumbered question about a numbered option means: the first in use; 1 when there are no numbers. */
    private int firstKey(Option option) {
        return option.group() == Group.NONE ? 1 : keys(option.group()).first();
    }

    private Optional<Setting> find(Option option, int key) {
        return setting(option, key).filter(setting -> !setting.values().isEmpty());
    }

    private Optional<Setting> setting(Option option, int key) {
        return Optional.ofNullable(command.options().containsKey(option) ? settings.get(option, key) : null);
    }
}
