package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.postgres.PgEndpoint;
import java.nio.file.Path;
import java.util.List;

/** The servers that a configuration names. */
final class PgEndpoints {
    private PgEndpoints() {}

    static List<PgEndpoint> of(Config config) {
        return config.keys(Group.PG).stream().map(key -> of(config, key)).toList();
    }

    private static PgEndpoint of(Config config, int key) {
        return new PgEndpoint(
                Path.of(config.required(Option.PG_PATH, key)),
                Math.toIntExact(config.number(Option.PG_PORT, key)),
                config.text(Option.PG_SOCKET_PATH, key),
                config.required(Option.PG_DATABASE, key),
                config.text(Option.PG_USER, key),
                config.time(Option.DB_TIMEOUT));
    }
}
