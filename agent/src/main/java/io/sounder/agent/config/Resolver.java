package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was given into settings: conditions between options, defaults, required options, checked values. One use for
 * one configuration.
 */
final class Resolver {
    private final CommandSpec command;
    private final Role role;
    private final GivenOptions given;
    private final String ownCommand;
    private final Settings settings = new Settings();
    private final Map<Option, SortedSet<Integer>> resolved = new EnumMap<>(Option.class);

    Resolver(CommandSpec command, Role role, GivenOptions given, String ownCommand) {
        this.command = command;
        this.role = role;
        this.given = given;
        this.ownCommand = ownCommand;
    }

    /** All settings; throws for the first thing that is wrong. */
    Settings resolve() {
        rejectForeign();
        findKeys();
        if (command.options().containsKey(Option.STANZA)) {
            resolve(Option.STANZA, 1);
        }
        for (Option option : command.options().keySet()) {
            for (int key : settings.keys(option.group())) {
                resolve(option, key);
            }
        }
        return settings;
    }

    private void rejectForeign() {
        given.forEach((option, ofKeys) -> {
            if (spec(option) == null) {
                for (Given one : ofKeys.values()) {
                    if (one.source() == Source.COMMAND_LINE) {
                        throw new AgentException(
                                ErrorCode.OPTION_INVALID,
                                "option '" + option.id() + "' not valid for command '"
                                        + command.command().id() + "'");
                    }
                }
            }
        });
    }

    private @Nullable OptionSpec spec(Option option) {
        OptionSpec spec = command.options().get(option);
        return spec == null || spec.role() == null || role.id().equals(spec.role()) ? spec : null;
    }

    private void findKeys() {
        given.forEach((option, ofKeys) -> {
            if (spec(option) != null) {
                ofKeys.forEach((key, one) -> {
                    if (one.kind() != Given.Kind.RESET) {
                        settings.keys(option.group()).add(key);
                    }
                });
            }
        });
        // The first cluster is always there; repositories only as they are set.
        settings.keys(Group.PG).add(1);
        for (Group group : Group.values()) {
            if (settings.keys(group).isEmpty()) {
                settings.keys(group).add(1);
            }
        }
    }

    private @Nullable Setting resolve(Option option, int key) {
        OptionSpec spec = spec(option);
        if (spec != null
                && resolved.computeIfAbsent(option, ignored -> new TreeSet<>()).add(key)) {
            Setting setting = decide(spec, key);
            if (setting != null) {
                settings.put(option, key, setting);
            }
        }
        return settings.get(option, key);
    }

    private @Nullable Setting decide(OptionSpec spec, int key) {
        if (role == Role.REMOTE && (spec.option() == Option.REPO_HOST || spec.option() == Option.PG_HOST)) {
            return null; // this is the other host
        }
        Given one = given.get(spec.option(), key);
        Need need = spec.need();
        String needed = null;
        if (need != null) {
            OptionSpec other = spec(need.option());
            if (other != null) {
                Setting setting = resolve(need.option(), need.option().group() == Group.NONE ? 1 : key);
                needed = setting == null || setting.values().isEmpty()
                        ? null
                        : setting.values().getFirst();
                if (needed == null
                        || (!need.values().isEmpty() && !need.values().contains(needed))) {
                    return unusable(spec, key, one, need, other);
                }
            }
        }
        if (one == null || one.kind() == Given.Kind.RESET) {
            return fallback(spec, key, one, needed);
        }
        List<String> values = new ArrayList<>();
        ValueCheck check = new ValueCheck(spec, spec.option().name(key), needed);
        for (String value : one.values()) {
            values.add(check.checked(value));
        }
        return new Setting(values, one.source(), one.kind());
    }

    private static @Nullable Setting unusable(
            OptionSpec spec, int key, @Nullable Given one, Need need, OptionSpec other) {
        if (one != null && one.source() == Source.COMMAND_LINE && one.kind() != Given.Kind.RESET) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID,
                    "option '" + spec.option().name(key) + "' not valid without option "
                            + need.describe(key, other.type()));
        }
        String otherwise = need.otherwise();
        return otherwise == null ? null : Setting.byDefault(otherwise);
    }

    private @Nullable Setting fallback(OptionSpec spec, int key, @Nullable Given one, @Nullable String needed) {
        String value = spec.defaultValue(needed);
        if (value == null && spec.required() && role != Role.REMOTE) {
            AgentException missing = new AgentException(
                    ErrorCode.OPTION_REQUIRED,
                    command.command().id() + " command requires option: "
                            + spec.option().name(key));
            throw spec.section() == Section.STANZA ? missing.withHint("does this stanza exist?") : missing;
        }
        if (value != null && value.equals("<cmd>")) {
            value = ownCommand;
        }
        if (one != null) {
            return new Setting(value == null ? List.of() : List.of(value), Source.DEFAULT, Given.Kind.RESET);
        }
        return value == null ? null : Setting.byDefault(value);
    }
}
