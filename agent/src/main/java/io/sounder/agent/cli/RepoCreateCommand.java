package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.storage.StoragePath;

/** The command repo-create: makes the folder of a repository. */
final class RepoCreateCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        if (!config.parameters().isEmpty()) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "extra parameters found");
        }
        new RepoFiles(config, context.log()).storage().createFolder(StoragePath.ROOT);
        return 0;
    }
}
