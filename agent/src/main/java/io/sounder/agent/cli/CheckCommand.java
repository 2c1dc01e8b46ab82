package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgEndpoint;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.postgres.ServerCheck;
import io.sounder.agent.postgres.Servers;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.stanza.Check;
import java.util.ArrayList;
import java.util.List;

/** The command check: proves that archiving works for a stanza, or for all stanzas of the configuration. */
final class CheckCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        if (config.flag(Option.REPORT)) {
            new ReportJson(config.report().orElseThrow()).print(context.out());
        } else if (config.has(Option.STANZA)) {
            check(config, context);
        } else {
            checkAll(config, context);
        }
        return 0;
    }

    /** One stanza that fails does not keep the others from being checked. */
    private static void checkAll(Config config, CommandContext context) {
        if (config.stanzas().isEmpty()) {
            config.required(Option.STANZA);
        }
        List<AgentException> errors = new ArrayList<>();
        for (String stanza : config.stanzas()) {
            context.log().info("check stanza '" + stanza + "'");
            try {
                check(context.forStanza(stanza), context);
            } catch (AgentException e) {
                errors.add(new AgentException(e.code(), "stanza '" + stanza + "': " + e.text(), e));
            }
        }
        if (errors.size() == 1) {
            throw errors.getFirst();
        }
        if (!errors.isEmpty()) {
            errors.forEach(error -> context.log().error(error.code(), error.text()));
            throw new AgentException(
                    ErrorCode.COMMAND, errors.size() + " of " + config.stanzas().size() + " stanzas failed the check");
        }
    }

    private static void check(Config config, CommandContext context) {
        ServerCheck serverCheck =
                new ServerCheck(config.flag(Option.ARCHIVE_CHECK), config.flag(Option.ARCHIVE_MODE_CHECK));
        Check check = new Check(
                Repositories.open(config, context.log()),
                serverCheck,
                config.time(Option.ARCHIVE_TIMEOUT),
                config.text(Option.PG_VERSION_FORCE).map(PgVersion::of),
                context.log());
        List<PgEndpoint> endpoints = PgEndpoints.of(config);
        int standbys = 0;
        for (PgEndpoint endpoint : endpoints) {
            try (PgClient client = PgClient.connect(endpoint, "check")) {
                if (client.server().standby()) {
                    standbys++;
                    check.standby(client);
                } else {
                    check.primary(client);
                }
            }
        }
        if (standbys == 0 && StandbyChoice.of(config) != Servers.Standby.IGNORED) {
            context.log().warn("option 'backup-standby' is enabled but standby is not properly configured");
        }
    }
}
