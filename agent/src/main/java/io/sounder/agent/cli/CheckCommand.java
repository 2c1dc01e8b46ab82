package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgEndpoint;
import io.sounder.agent.postgres.ServerCheck;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.stanza.Check;
import java.util.List;

/** The command check: proves that archiving works for a stanza. */
final class CheckCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        config.required(Option.STANZA);
        ServerCheck serverCheck =
                new ServerCheck(config.flag(Option.ARCHIVE_CHECK), config.flag(Option.ARCHIVE_MODE_CHECK));
        Check check = new Check(
                Repositories.open(config, context.log()),
                serverCheck,
                config.time(Option.ARCHIVE_TIMEOUT),
                context.log());
        List<PgEndpoint> endpoints = PgEndpoints.of(config);
        for (PgEndpoint endpoint : endpoints) {
            try (PgClient client = PgClient.connect(endpoint, "check")) {
                if (client.server().standby()) {
                    check.standby(client);
                } else {
                    check.primary(client);
                }
            }
        }
        return 0;
    }
}
