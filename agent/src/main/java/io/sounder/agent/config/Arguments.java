package io.sounder.agent.config;

import java.util.List;

/** A command line taken apart: grammar checked, values not. */
public final class Arguments {
    private final Command command;
    private final Role role;
    private final List<String> parameters;
    private final GivenOptions options;

    Arguments(Command command, Role role, List<String> parameters, GivenOptions options) {
        this.command = command;
        this.role = role;
        this.parameters = List.copyOf(parameters);
        this.options = options;
    }

    public Command command() {
        return command;
    }

    /** The words after the command. */
    public List<String> parameters() {
        return parameters;
    }

    Role role() {
        return role;
    }

    GivenOptions options() {
        return options;
    }
}
