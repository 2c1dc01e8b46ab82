package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockType;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.stanza.StanzaDelete;
import java.nio.file.Path;
import java.util.List;

/** The command stanza-delete: removes the stanza from one repository. */
final class StanzaDeleteCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        List<Repository> repositories = Repositories.open(config, context.log());
        if (repositories.size() != 1) {
            throw new AgentException(ErrorCode.OPTION_REQUIRED, "stanza-delete command requires option: repo")
                    .withHint("this command requires a specific repository to operate on");
        }
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, LockType.values())) {
            Path dataFolder = Clusters.folder(config);
            new StanzaDelete(dataFolder, StanzaAccess.stopFile(config), config.flag(Option.FORCE))
                    .run(repositories.getFirst());
        }
        return 0;
    }
}
