package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the {@link Config} of one run out of arguments, environment and configuration files; checks everything and throws
 * what is wrong with the error code of the original.
 */
public final class ConfigLoader {
    private final Map<String, String> environment;
    private final Path root;

    /**
     * @param environment the environment variables of the process
     * @param root what {@code /} means for configuration files: {@code /} itself, another folder in tests
     */
    public ConfigLoader(Map<String, String> environment, Path root) {
        this.environment = Map.copyOf(environment);
        this.root = root;
    }

    /** The configuration for these arguments, which do not include the name of the program. */
    public Config load(List<String> arguments) {
        if (arguments.isEmpty() && environment.isEmpty()) {
            throw new AgentException(ErrorCode.COMMAND_REQUIRED, "no command found");
        }
        throw new UnsupportedOperationException("to be filled in: " + root);
    }
}
