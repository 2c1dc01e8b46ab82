package io.sounder.agent.config;

/** Where the value of an option came from, weakest first. */
public enum Source {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    COMMAND_LINE
}
