package io.sounder.agent.cli;

import io.sounder.agent.archive.ArchiveGet;
import io.sounder.agent.archive.AsyncGet;
import io.sounder.agent.archive.GetBatch;
import io.sounder.agent.archive.GetResult;
import io.sounder.agent.archive.GetSettings;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.config.Role;
import io.sounder.agent.os.LockType;
import io.sounder.agent.os.Processes;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.repository.Repositories;
import java.nio.file.Path;
import java.util.List;

/** The command archive-get: the server's restore_command. Exit code 1 says that no archive has the file. */
final class ArchiveGetCommand implements CommandRunner {
    private static final int NOT_FOUND = 1;
    private static final int PARAMETERS = 2;

    @Override
    public int run(Config config, CommandContext context) {
        Clusters.requireLocal(config);
        List<String> parameters = config.parameters();
        if (config.role() == Role.ASYNC) {
            background(config, context, parameters);
            return 0;
        }
        if (parameters.isEmpty()) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "WAL segment to get required");
        }
        if (parameters.size() < PARAMETERS) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "path to copy WAL segment required");
        }
        if (parameters.size() > PARAMETERS) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "extra parameters found");
        }
        return get(config, context, parameters.get(0), parameters.get(1)).found() ? 0 : NOT_FOUND;
    }

    /** Only segments are fetched in advance: the server asks for other files out of order. */
    private static GetResult get(Config config, CommandContext context, String name, String destination) {
        if (!config.flag(Option.ARCHIVE_ASYNC) || !WalSegment.isName(name)) {
            return new ArchiveGet(settings(config), Repositories.open(config, context.log()), context.log())
                    .run(name, destination);
        }
        AsyncGet.QueueSettings queue = new AsyncGet.QueueSettings(
                AsyncProcess.spool(config),
                config.size(Option.ARCHIVE_GET_QUEUE_MAX),
                config.flag(Option.ARCHIVE_MISSING_RETRY),
                config.time(Option.ARCHIVE_TIMEOUT));
        return new AsyncGet(
                        settings(config),
                        queue,
                        AsyncProcess.of(config, context),
                        () -> Repositories.open(config, context.log()),
                        context.log())
                .run(new WalSegment(name), destination);
    }

    private static void background(Config config, CommandContext context, List<String> segments) {
        if (segments.isEmpty()) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "at least one WAL segment is required");
        }
        Processes.leaveSession();
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, LockType.ARCHIVE)) {
            new GetBatch(
                            settings(config),
                            Repositories.open(config, context.log()),
                            AsyncProcess.spool(config),
                            Math.toIntExact(config.number(Option.PROCESS_MAX)),
                            config.jobRetry(),
                            context.log())
                    .run(segments);
        }
    }

    private static GetSettings settings(Config config) {
        return new GetSettings(
                Path.of(config.required(Option.PG_PATH)),
                config.text(Option.PG_VERSION_FORCE).map(PgVersion::of),
                Path.of("").toAbsolutePath());
    }
}
