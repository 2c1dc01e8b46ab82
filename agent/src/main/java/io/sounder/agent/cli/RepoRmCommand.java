package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.storage.StoragePath;

/** The command repo-rm: removes a file or folder of a repository; never the whole repository. */
final class RepoRmCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        RepoFiles files = new RepoFiles(config, context.log());
        StoragePath path = files.optionalPath();
        if (path.equals(StoragePath.ROOT)) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, "path required")
                    .withHint("a whole repository is not removed by this command; see stanza-delete.");
        }
        files.transfer().remove(path, config.flag(Option.RECURSE));
        return 0;
    }
}
