package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds what variables such as {@code PGBACKREST_REPO1_PATH} say to what the command line left open. */
final class EnvironmentOptions {
    static final String PREFIX = "PGBACKREST_";

    private final CommandSpec command;
    private final OptionNames names;
    private final List<String> warnings;

    EnvironmentOptions(CommandSpec command, OptionNames names, List<String> warnings) {
        this.command = command;
        this.names = names;
        this.warnings = warnings;
    }

    void addTo(GivenOptions options, Map<String, String> environment) {
        Map<String, String> sorted = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                sorted.put(
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        });
        sorted.forEach((name, value) -> add(options, name, value));
    }

    private void add(GivenOptions options, String text, String value) {
        Optional<OptionName> found = names.find(text, false);
        if (found.isEmpty()) {
            warnings.add("environment contains invalid option '" + text + "'");
            return;
        }
        OptionName name = found.get();
        if (name.kind() != Given.Kind.SET) {
            String form = name.kind() == Given.Kind.NEGATED ? "negate" : "reset";
            warnings.add("environment contains invalid " + form + " option '" + text + "'");
            return;
        }
        OptionSpec spec = command.options().get(name.option());
        if (spec == null || options.contains(name.option(), name.key())) {
            return;
        }
        if (value.isEmpty()) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE, "environment variable '" + text + "' must have a value");
        }
        if (spec.type() == ValueType.BOOLEAN && !value.equals("y") && !value.equals("n")) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE, "environment boolean option '" + text + "' must be 'y' or 'n'");
        }
        List<String> values = spec.multiple() ? Words.split(value, ':') : List.of(value);
        options.put(name.option(), name.key(), new Given(Given.Kind.SET, values, Source.ENVIRONMENT));
    }
}
