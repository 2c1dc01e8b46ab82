package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.storage.StoragePath;

/** The command repo-put: stores standard input as a file of a repository. */
final class RepoPutCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        RepoFiles files = new RepoFiles(config, context.log());
        StoragePath path = files.path("destination file", config.parameters());
        files.transfer().put(path, files.encryption(path), context.in());
        return 0;
    }
}
