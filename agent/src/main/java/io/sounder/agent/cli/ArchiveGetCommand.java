package io.sounder.agent.cli;

import io.sounder.agent.archive.ArchiveGet;
import io.sounder.agent.archive.GetSettings;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
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
        List<String> parameters = config.parameters();
        if (parameters.isEmpty()) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "WAL segment to get required");
        }
        if (parameters.size() < PARAMETERS) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "path to copy WAL segment required");
        }
        if (parameters.size() > PARAMETERS) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "extra parameters found");
        }
        GetSettings settings = new GetSettings(
                Path.of(config.required(Option.PG_PATH)),
                config.text(Option.PG_VERSION_FORCE).map(PgVersion::of),
                Path.of("").toAbsolutePath());
        ArchiveGet get = new ArchiveGet(settings, Repositories.open(config), context.log());
        return get.run(parameters.get(0), parameters.get(1)).found() ? 0 : NOT_FOUND;
    }
}
