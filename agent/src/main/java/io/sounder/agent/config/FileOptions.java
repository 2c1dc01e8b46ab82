package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds what the sections of the configuration files say to what command line and environment left open. */
final class FileOptions {
    static final String GLOBAL = "global";

    private final CommandSpec command;
    private final OptionTable table;
    private final OptionNames names;
    private final List<String> warnings;

    FileOptions(CommandSpec command, OptionTable table, OptionNames names, List<String> warnings) {
        this.command = command;
        this.table = table;
        this.names = names;
        this.warnings = warnings;
    }

    /** Adds the sections that apply, strongest first. */
    void addTo(GivenOptions options, IniText text, @Nullable String stanza) {
        String suffix = ":" + command.command().id();
        if (stanza != null) {
            section(options, text, stanza + suffix);
            section(options, text, stanza);
        }
        section(options, text, GLOBAL + suffix);
        section(options, text, GLOBAL);
    }

    private void section(GivenOptions options, IniText text, String section) {
        Map<String, String> spellings = new HashMap<>();
        text.section(section).forEach((key, values) -> {
            Optional<OptionName> name = names.find(key, false);
            if (name.isEmpty()) {
                warnings.add("configuration file contains invalid option '" + key + "'");
            } else if (accepted(name.get(), key, section)) {
                String other = spellings.putIfAbsent(name.get().canonical(), key);
                if (other != null) {
                    throw new AgentException(
                            ErrorCode.OPTION_INVALID,
                            "configuration file contains duplicate options ('" + key + "', '" + other
                                    + "') in section '[" + section + "]'");
                }
                add(options, name.get(), key, values, section);
            }
        });
    }

    /** Whether an option may be set here at all; if not a warning was written. */
    private boolean accepted(OptionName name, String key, String section) {
        if (name.kind() != Given.Kind.SET) {
            String form = name.kind() == Given.Kind.NEGATED ? "negate" : "reset";
            warnings.add("configuration file contains " + form + " option '" + key + "'");
            return false;
        }
        OptionSpec spec = table.spec(name.option());
        if (spec.section() == Section.COMMAND_LINE) {
            warnings.add("configuration file contains command-line only option '" + key + "'");
            return false;
        }
        boolean global = section.equals(GLOBAL) || section.startsWith(GLOBAL + ":");
        if (spec.section() == Section.STANZA && global && command.options().containsKey(name.option())) {
            warnings.add(
                    "configuration file contains stanza-only option '" + key + "' in global section '" + section + "'");
            return false;
        }
        return true;
    }

    private void add(GivenOptions options, OptionName name, String key, List<String> values, String section) {
        OptionSpec spec = command.options().get(name.option());
        if (spec == null) {
            if (section.indexOf(':') >= 0) {
                warnings.add("configuration file contains option '" + key + "' invalid for section '" + section + "'");
            }
            return;
        }
        if (options.contains(name.option(), name.key())) {
            return;
        }
        if (values.contains("")) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE, "section '" + section + "', key '" + key + "' must have a value");
        }
        if (values.size() > 1 && !spec.multiple()) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID, "option '" + name.canonical() + "' cannot be set multiple times");
        }
        String value = values.getFirst();
        if (spec.type() == ValueType.BOOLEAN && !value.equals("y") && !value.equals("n")) {
            throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "boolean option '" + key + "' must be 'y' or 'n'");
        }
        options.put(name.option(), name.key(), new Given(Given.Kind.SET, values, Source.FILE));
    }
}
