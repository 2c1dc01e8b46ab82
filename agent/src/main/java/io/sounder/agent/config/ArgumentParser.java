package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of the command line: long options in any order around a command and its parameters. It is the original's,
 * with unambiguous prefixes, {@code --no-…}, {@code --reset-…} and its error messages.
 */
final class ArgumentParser {
    private final OptionTable table;
    private final OptionNames names;
    private final GivenOptions options = new GivenOptions();
    private final List<String> parameters = new ArrayList<>();
    private @Nullable Command command;
    private Role role = Role.MAIN;

    ArgumentParser(OptionTable table, OptionNames names) {
        this.table = table;
        this.names = names;
    }

    Arguments parse(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.startsWith("--")) {
                option(argument, rest);
            } else if (argument.startsWith("-")) {
                throw invalid("option '" + argument + "' must begin with --");
            } else if (command == null) {
                command(argument);
            } else {
                parameters.add(argument);
            }
        }
        return finish(arguments.isEmpty());
    }

    private Arguments finish(boolean nothing) {
        Command chosen = command;
        if (options.value(Option.HELP) != null && chosen != Command.HELP) {
            return new Arguments(
                    Command.HELP, Role.MAIN, chosen == null ? List.of() : List.of(chosen.id()), new GivenOptions());
        }
        if (chosen == null && options.value(Option.VERSION) != null) {
            chosen = Command.VERSION;
        }
        if (nothing) {
            chosen = Command.HELP;
        }
        if (chosen == null) {
            throw new AgentException(ErrorCode.COMMAND_REQUIRED, "no command found");
        }
        if (!parameters.isEmpty() && !CommandSpec.load(chosen, table).parameters()) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "command does not allow parameters");
        }
        return new Arguments(chosen, role, parameters, options);
    }

    private void command(String word) {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        command = Command.find(name)
                .orElseThrow(() -> new AgentException(ErrorCode.COMMAND_INVALID, "invalid command '" + word + "'"));
        if (colon >= 0) {
            String wanted = word.substring(colon + 1);
            role = Role.find(wanted)
                    .filter(found -> found != Role.MAIN)
                    .orElseThrow(() ->
                            new AgentException(ErrorCode.COMMAND_INVALID, "invalid command role '" + wanted + "'"));
        }
    }

    private void option(String argument, Iterator<String> rest) {
        int equals = argument.indexOf('=');
        String text = argument.substring(2, equals < 0 ? argument.length() : equals);
        String value = equals < 0 ? null : argument.substring(equals + 1);
        OptionName name = names.find(text, true).orElseThrow(() -> invalid("invalid option '" + argument + "'"));
        OptionSpec spec = table.spec(name.option());
        if (spec.secure()) {
            throw invalid("option '" + text + "' is not allowed on the command-line")
                    .withHint("this option could expose secrets in the process list.")
                    .withHint("specify the option in a configuration file or an environment variable instead.");
        }
        switch (name.kind()) {
            case SET -> set(name, spec, text, value, rest);
            case NEGATED -> negate(name, spec, text, value);
            case RESET -> reset(name, spec, text, value);
        }
    }

    private void set(OptionName name, OptionSpec spec, String text, @Nullable String given, Iterator<String> rest) {
        String value = given;
        if (value == null) {
            if (spec.switches()) {
                value = "y";
            } else if (rest.hasNext()) {
                value = rest.next();
            } else {
                throw invalid("option '--" + text + "' requires an argument");
            }
        }
        if (spec.type() == ValueType.BOOLEAN && !value.equals("y") && !value.equals("n")) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE, "boolean option '--" + text + "' argument must be 'y' or 'n'");
        }
        Given before = options.get(name.option(), name.key());
        if (before == null) {
            options.put(name.option(), name.key(), Given.set(value, Source.COMMAND_LINE));
            return;
        }
        switch (before.kind()) {
            case NEGATED -> throw invalid("option '" + name.canonical() + "' cannot be set and negated");
            case RESET -> throw invalid("option '" + name.canonical() + "' cannot be set and reset");
            case SET -> {
                if (!spec.multiple()) {
                    throw invalid("option '" + name.canonical() + "' cannot be set multiple times");
                }
                options.put(name.option(), name.key(), before.and(value));
            }
        }
    }

    private void negate(OptionName name, OptionSpec spec, String text, @Nullable String value) {
        if (!spec.negatable()) {
            throw invalid("option '" + text + "' cannot be negated");
        }
        rejectValue(text, value);
        Given before = options.get(name.option(), name.key());
        if (before != null) {
            throw invalid(
                    switch (before.kind()) {
                        case SET -> "option '" + name.canonical() + "' cannot be set and negated";
                        case NEGATED -> "option '" + name.canonical() + "' is negated multiple times";
                        case RESET -> "option '" + name.canonical() + "' cannot be negated and reset";
                    });
        }
        List<String> values = spec.switches() ? List.of("n") : List.of();
        options.put(name.option(), name.key(), new Given(Given.Kind.NEGATED, values, Source.COMMAND_LINE));
    }

    private void reset(OptionName name, OptionSpec spec, String text, @Nullable String value) {
        if (spec.section() == Section.COMMAND_LINE) {
            throw invalid("option '" + text + "' cannot be reset");
        }
        rejectValue(text, value);
        Given before = options.get(name.option(), name.key());
        if (before != null) {
            throw invalid(
                    switch (before.kind()) {
                        case SET -> "option '" + name.canonical() + "' cannot be set and reset";
                        case NEGATED -> "option '" + name.canonical() + "' cannot be negated and reset";
                        case RESET -> "option '" + name.canonical() + "' is reset multiple times";
                    });
        }
        options.put(name.option(), name.key(), new Given(Given.Kind.RESET, List.of(), Source.COMMAND_LINE));
    }

    private static void rejectValue(String text, @Nullable String value) {
        if (value != null) {
            throw invalid("option '" + text + "' does not allow an argument");
        }
    }

    private static AgentException invalid(String message) {
        return new AgentException(ErrorCode.OPTION_INVALID, message);
    }
}
