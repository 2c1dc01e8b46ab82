package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The checked options of one command: immutable, every value in its range and with its default filled in. An option that
 * the command does not know, or whose condition is not met, has no value.
 */
public final class Config {
    private final Command command;
    private final List<String> parameters;
    private final Map<Option, SortedMap<Integer, Setting>> settings;
    private final Map<Group, SortedSet<Integer>> keys;
    private final List<String> warnings;

    Config(
            Command command,
            List<String> parameters,
            Map<Option, SortedMap<Integer, Setting>> settings,
            Map<Group, SortedSet<Integer>> keys,
            List<String> warnings) {
        this.command = command;
        this.parameters = List.copyOf(parameters);
        this.settings = new EnumMap<>(settings);
        this.keys = keys;
        this.warnings = List.copyOf(warnings);
    }

    public Command command() {
        return command;
    }

    /** The words after the command. */
    public List<String> parameters() {
        return parameters;
    }

    /** What the loader found odd but not wrong; to be logged once logging is set up. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The arguments that start the same program with the same non-default options of another command, such as
     * {@code --config=… --pg1-path=…}, sorted by name; secure options and those the command does not know are left out. Needed
     * to write a restore_command.
     */
    public List<String> commandLineArguments(Command other) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((option, ofKeys) -> ofKeys.forEach((key, setting) -> {
            if (other != Command.HELP && setting.source() != Source.DEFAULT) {
                setting.values().forEach(value -> arguments.add("--" + option.name(key) + "=" + value));
            }
        }));
        return arguments;
    }

    /** The same options as another command sees them, such as expire after a backup. */
    public Config with(Command other) {
        return new Config(other, List.of(), settings, keys, List.of());
    }

    /** The keys in use, ascending: at least the first. With {@code --repo} only that repository. */
    public SortedSet<Integer> keys(Group group) {
        return new TreeSet<>(keys.getOrDefault(group, new TreeSet<>()));
    }

    /** Whether the option has a value, given or by default. */
    public boolean has(Option option) {
        return has(option, firstKey(option));
    }

    public boolean has(Option option, int key) {
        return find(option, key).isPresent();
    }

    /** Whether the value was given by the user, not by default. */
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
                        ErrorCode.OPTION_REQUIRED, command.id() + " command requires option: " + option.name(key)));
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

    /** The key that an unnumbered question about a numbered option means: the first; 1 for options without numbers. */
    private int firstKey(Option option) {
        SortedSet<Integer> inUse = keys.get(option.group());
        return inUse == null || inUse.isEmpty() ? 1 : inUse.first();
    }

    private Optional<Setting> find(Option option, int key) {
        return setting(option, key).filter(setting -> !setting.values().isEmpty());
    }

    private Optional<Setting> setting(Option option, int key) {
        SortedMap<Integer, Setting> ofKeys = settings.get(option);
        return ofKeys == null ? Optional.empty() : Optional.ofNullable(ofKeys.get(key));
    }
}
