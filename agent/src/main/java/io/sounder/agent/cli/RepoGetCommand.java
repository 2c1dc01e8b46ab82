package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.storage.StoragePath;

/** The command repo-get: prints a file of a repository. */
final class RepoGetCommand implements CommandRunner {
    private static final int MISSING = 1;

    @Override
    public int run(Config config, CommandContext context) {
        RepoFiles files = new RepoFiles(config, context.log());
        StoragePath path = files.path("source file", config.parameters());
        if (config.flag(Option.IGNORE_MISSING) && !files.storage().exists(path)) {
            return MISSING;
        }
        files.transfer().get(path, files.encryption(path), context.out());
        return 0;
    }
}
