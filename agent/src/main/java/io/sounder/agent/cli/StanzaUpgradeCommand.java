package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.os.LockType;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.stanza.StanzaUpgrade;

/** The command stanza-upgrade: tells every repository that the stanza has a new cluster. */
final class StanzaUpgradeCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        StanzaAccess.requireStarted(config);
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, LockType.values())) {
            PgDb cluster = Clusters.identify(config, context.log());
            for (Repository repository : Repositories.open(config, context.log())) {
                new StanzaUpgrade(cluster, context.log()).run(repository);
            }
        }
        return 0;
    }
}
