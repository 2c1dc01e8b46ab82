package io.sounder.agent.remote.client;

import io.sounder.agent.config.Command;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The arguments for the process on the other host, {@code … backup:remote}. Its own configuration files say the rest;
 * secrets are never among these.
 */
final class RemoteArguments {
    private static final Set<String> HANDED_ON =
            Set.of("buffer-size", "compress-level-network", "io-timeout", "protocol-timeout", "stanza");

    private RemoteArguments() {}

    /**
     * @param number of the connection
     * @param locks that the other end is to take while it is open
     */
    static List<String> of(Config config, RemoteTarget target, int number, List<String> locks) {
        boolean repository = target.group() == Group.REPO;
        List<String> arguments = new ArrayList<>();
        configuration(config, target, arguments);
        config.text(Option.EXEC_ID).ifPresent(id -> arguments.add("--exec-id=" + id));
        locks.forEach(lock -> arguments.add("--lock=" + lock));
        arguments.add("--log-level-console=off");
        boolean logging = config.flag(Option.LOG_SUBPROCESS);
        arguments.add("--log-level-file=" + (logging ? config.required(Option.LOG_LEVEL_FILE) : "off"));
        arguments.add("--log-level-stderr=error");
        arguments.add("--process=" + number);
        arguments.add("--remote-type=" + (repository ? "repo" : "pg"));
        if (repository) {
            arguments.add("--repo=" + target.key());
        } else {
            cluster(config, target.key(), arguments);
        }
        config.commandLineArguments(config.command()).stream()
                .filter(argument -> belongs(argument, "--repo" + target.key() + "-", repository))
                .forEach(arguments::add);
        if (config.text(Option.STANZA).isPresent()
                && arguments.stream().noneMatch(argument -> argument.startsWith("--stanza="))) {
            arguments.add("--stanza=" + config.required(Option.STANZA));
        }
        arguments.add(word(config.command()) + ":remote");
        return arguments;
    }

    /** Which command the other end belongs to: one that knows the options needed. */
    private static String word(Command command) {
        return command.id();
    }

    private static boolean belongs(String argument, String prefix, boolean repository) {
        int end = argument.indexOf('=');
        String name = argument.substring("--".length(), end < 0 ? argument.length() : end);
        boolean ofRepository = repository
                && argument.startsWith(prefix)
                && !argument.startsWith(prefix + "host")
                && !argument.startsWith(prefix + "local");
        return ofRepository || HANDED_ON.contains(name);
    }

    private static void configuration(Config config, RemoteTarget target, List<String> arguments) {
        boolean repository = target.group() == Group.REPO;
        add(config, repository ? Option.REPO_HOST_CONFIG : Option.PG_HOST_CONFIG, target.key(), "config", arguments);
        add(
                config,
                repository ? Option.REPO_HOST_CONFIG_INCLUDE_PATH : Option.PG_HOST_CONFIG_INCLUDE_PATH,
                target.key(),
                "config-include-path",
                arguments);
        add(
                config,
                repository ? Option.REPO_HOST_CONFIG_PATH : Option.PG_HOST_CONFIG_PATH,
                target.key(),
                "config-path",
                arguments);
    }

    private static void add(Config config, Option option, int key, String name, List<String> arguments) {
        if (config.isSet(option, key)) {
            config.text(option, key).ifPresent(value -> arguments.add("--" + name + "=" + value));
        }
    }

    /** The cluster is the other end's first, whatever its number is here. */
    private static void cluster(Config config, int key, List<String> arguments) {
        arguments.add("--pg1-path=" + config.required(Option.PG_PATH, key));
        if (config.isSet(Option.PG_PORT, key)) {
            arguments.add("--pg1-port=" + config.required(Option.PG_PORT, key));
        }
        config.text(Option.PG_SOCKET_PATH, key).ifPresent(path -> arguments.add("--pg1-socket-path=" + path));
    }
}
