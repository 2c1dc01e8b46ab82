package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.os.LockType;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.stanza.StanzaCreate;

/** The command stanza-create: makes the stanza in every repository. */
final class StanzaCreateCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        StanzaAccess.requireStarted(config);
        if (config.flag(Option.FORCE)) {
            context.log().warn("option --force is no longer supported");
        }
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, LockType.values())) {
            PgDb cluster = Clusters.identify(config, context.log());
            for (Repository repository : Repositories.open(config, context.log())) {
                new StanzaCreate(cluster, context.log()).run(repository);
            }
        }
        return 0;
    }
}
