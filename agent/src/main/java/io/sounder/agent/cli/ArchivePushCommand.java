package io.sounder.agent.cli;

import io.sounder.agent.archive.ArchivePush;
import io.sounder.agent.archive.AsyncPush;
import io.sounder.agent.archive.PushBatch;
import io.sounder.agent.archive.PushSettings;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.config.Role;
import io.sounder.agent.os.LockType;
import io.sounder.agent.os.Processes;
import io.sounder.agent.os.StopFile;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.repository.Repositories;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The command archive-push: the server's archive_command. */
final class ArchivePushCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Clusters.requireLocal(config);
        List<String> parameters = config.parameters();
        if (parameters.isEmpty()) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "WAL segment to push required")
                    .withHint("pass %p of the server's archive_command");
        }
        if (parameters.size() > 1) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "extra parameters found");
        }
        StopFile.rejectIfPresent(Path.of(config.required(Option.LOCK_PATH)), config.required(Option.STANZA));
        if (config.role() == Role.ASYNC) {
            background(config, context, Path.of(parameters.getFirst()));
        } else if (config.flag(Option.ARCHIVE_ASYNC)) {
            asynchronous(config, context).run(parameters.getFirst());
        } else {
            new ArchivePush(settings(config), Repositories.open(config, context.log()), context.log())
                    .run(parameters.getFirst());
        }
        return 0;
    }

    private static AsyncPush asynchronous(Config config, CommandContext context) {
        if (!config.has(Option.PG_PATH)) {
            throw new AgentException(
                            ErrorCode.OPTION_REQUIRED,
                            "'archive-push' command in async mode requires option '" + Option.PG_PATH.name(1) + "'")
                    .withHint("does this stanza exist?");
        }
        return new AsyncPush(
                Path.of(config.required(Option.PG_PATH)),
                Path.of("").toAbsolutePath(),
                AsyncProcess.spool(config),
                config.time(Option.ARCHIVE_TIMEOUT),
                AsyncProcess.of(config, context),
                context.log());
    }

    private static void background(Config config, CommandContext context, Path walFolder) {
        Processes.leaveSession();
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, LockType.ARCHIVE)) {
            new PushBatch(
                            settings(config),
                            Repositories.open(config, context.log()),
                            AsyncProcess.spool(config),
                            Math.toIntExact(config.number(Option.PROCESS_MAX)),
                            config.jobRetry(),
                            config.size(Option.ARCHIVE_PUSH_BATCH_SIZE),
                            context.log())
                    .run(walFolder);
        }
    }

    private static PushSettings settings(Config config) {
        CompressType type = CompressType.of(config.required(Option.COMPRESS_TYPE));
        int level = config.has(Option.COMPRESS_LEVEL)
                ? Math.toIntExact(config.number(Option.COMPRESS_LEVEL))
                : type.defaultLevel();
        return new PushSettings(
                config.text(Option.PG_PATH).map(Path::of),
                config.text(Option.PG_VERSION_FORCE).map(PgVersion::of),
                Path.of("").toAbsolutePath(),
                type,
                level,
                config.flag(Option.ARCHIVE_HEADER_CHECK),
                config.flag(Option.ARCHIVE_MODE_CHECK),
                config.has(Option.ARCHIVE_PUSH_QUEUE_MAX)
                        ? OptionalLong.of(config.size(Option.ARCHIVE_PUSH_QUEUE_MAX))
                        : OptionalLong.empty());
    }
}
