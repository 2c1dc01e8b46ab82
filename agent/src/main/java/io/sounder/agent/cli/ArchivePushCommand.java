package io.sounder.agent.cli;

import io.sounder.agent.archive.ArchivePush;
import io.sounder.agent.archive.PushSettings;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
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
        List<String> parameters = config.parameters();
        if (parameters.isEmpty()) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "WAL segment to push required")
                    .withHint("pass %p of the server's archive_command");
        }
        if (parameters.size() > 1) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "extra parameters found");
        }
        StopFile.rejectIfPresent(Path.of(config.required(Option.LOCK_PATH)), config.required(Option.STANZA));
        new ArchivePush(settings(config), Repositories.open(config), context.log()).run(parameters.getFirst());
        return 0;
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
