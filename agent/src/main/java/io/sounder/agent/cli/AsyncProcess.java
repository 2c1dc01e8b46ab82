package io.sounder.agent.cli;

import io.sounder.agent.archive.Background;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.config.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the background half of a command as a process of its own. It shares nothing with its parent: no terminal, no open
 * files, no working folder, and as soon as it runs not even the session, so that the server can neither wait for it nor
 * signal it.
 */
final class AsyncProcess {
    private static final File NOWHERE = new File("/dev/null");

    private final Config config;

    private AsyncProcess(Config config) {
        this.config = config;
    }

    /** The background process of a command with this configuration. */
    static Background of(Config config, CommandContext context) {
        return new Background(
                Path.of(config.required(Option.LOCK_PATH)),
                config.required(Option.STANZA),
                List.copyOf(config.keys(Group.REPO)),
                context.execId(),
                new AsyncProcess(config)::start);
    }

    /** The stanza's folder of the spool. */
    static Path spool(Config config) {
        return Path.of(config.required(Option.SPOOL_PATH), "archive", config.required(Option.STANZA));
    }

    private void start(List<String> parameters) {
        List<String> line = new ArrayList<>();
        line.add(config.required(Option.CMD));
        line.addAll(config.ownArguments());
        line.add("--log-level-console=off");
        line.add("--log-level-stderr=off");
        line.add(config.command().id() + ":" + Role.ASYNC.id());
        line.addAll(parameters);
        try {
            new ProcessBuilder(line)
                    .directory(new File("/"))
                    .redirectInput(NOWHERE)
                    .redirectOutput(NOWHERE)
                    .redirectError(NOWHERE)
                    .start();
        } catch (IOException e) {
            throw new AgentException(
                            ErrorCode.EXECUTE,
                            "unable to start '" + line.getFirst() + "' in the background: " + e.getMessage(),
                            e)
                    .withHint("option 'cmd' must name this program");
        }
    }
}
