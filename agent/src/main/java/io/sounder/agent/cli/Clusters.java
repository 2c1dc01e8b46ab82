package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.postgres.Primary;
import io.sounder.agent.postgres.ServerCheck;
import java.nio.file.Path;
import java.util.Optional;

/** Identifies the cluster of a configuration for the commands that work on stanzas. */
final class Clusters {
    private Clusters() {}

    /** Asks the running primary and reads its control file; only the latter when offline. */
    static PgDb identify(Config config, Log log) {
        if (!config.flag(Option.ONLINE)) {
            return of(control(config, folder(config)));
        }
        try (PgClient client =
                Primary.connect(PgEndpoints.of(config), config.command().id(), log)) {
            ControlFile control = control(config, client.endpoint().dataPath());
            new ServerCheck(false, false).require(client, control);
            return of(control);
        }
    }

    /** The data folder of the first cluster, wherever it is. */
    static Path folder(Config config) {
        return PgEndpoints.of(config, config.keys(Group.PG).first()).dataPath();
    }

    /** Error 72 for commands that need the cluster on this host. */
    static void requireLocal(Config config) {
        if (config.keys(Group.PG).stream().anyMatch(key -> config.has(Option.PG_HOST, key))) {
            throw new AgentException(
                    ErrorCode.HOST_INVALID, config.command().id() + " command must be run on the PostgreSQL host");
        }
    }

    private static ControlFile control(Config config, Path dataFolder) {
        Optional<PgVersion> forced = config.text(Option.PG_VERSION_FORCE).map(PgVersion::of);
        return ControlFile.read(dataFolder, forced);
    }

    private static PgDb of(ControlFile control) {
        return new PgDb(control.systemId(), control.version().id(), control.catalog(), control.control());
    }
}
