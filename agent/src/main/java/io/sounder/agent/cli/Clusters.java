package io.sounder.agent.cli;

import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
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
            return of(control(config, Path.of(config.required(Option.PG_PATH))));
        }
        try (PgClient client =
                Primary.connect(PgEndpoints.of(config), config.command().id(), log)) {
            ControlFile control = control(config, client.endpoint().dataPath());
            new ServerCheck(false, false).require(client, control);
            return of(control);
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
