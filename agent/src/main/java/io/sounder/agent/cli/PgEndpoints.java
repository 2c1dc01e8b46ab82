package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.postgres.PgEndpoint;
import io.sounder.agent.remote.client.RemoteCluster;
import io.sounder.agent.remote.client.RemoteHosts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The servers that a configuration names. */
final class PgEndpoints {
    private static final int USUAL_PORT = 5432;

    private PgEndpoints() {}

    static List<PgEndpoint> of(Config config) {
        return config.keys(Group.PG).stream().map(key -> of(config, key)).toList();
    }

    /** The first server, as the process that serves another host needs it: many options may be missing there. */
    static PgEndpoint ofThisHost(Config config) {
        return new PgEndpoint(
                Path.of(config.required(Option.PG_PATH)),
                config.has(Option.PG_PORT) ? Math.toIntExact(config.number(Option.PG_PORT)) : USUAL_PORT,
                config.text(Option.PG_SOCKET_PATH),
                "postgres",
                Optional.empty(),
                Duration.ZERO);
    }

    /** The data folder of the cluster of this key, wherever it is; for commands that do not connect to its server. */
    static Path dataFolder(Config config, int key) {
        String path = config.required(Option.PG_PATH, key);
        return RemoteHosts.cluster(config, key)
                .map(cluster -> cluster.path(path))
                .orElseGet(() -> Path.of(path));
    }

    /** The server of this key. */
    static PgEndpoint of(Config config, int key) {
        return RemoteHosts.cluster(config, key)
                .map(cluster -> remote(config, key, cluster))
                .orElseGet(
                        () -> endpoint(config, key, Path.of(config.required(Option.PG_PATH, key)), Optional.empty()));
    }

    /** The server logs in the user of the other host, and listens to a socket of this one. */
    private static PgEndpoint remote(Config config, int key, RemoteCluster cluster) {
        PgEndpoint.Route route = endpoint -> new PgEndpoint(
                endpoint.dataPath(),
                endpoint.port(),
                Optional.of(cluster.listen(endpoint.port()).toString()),
                endpoint.database(),
                Optional.of(endpoint.user().orElseGet(cluster::user)),
                endpoint.timeout());
        return endpoint(config, key, cluster.path(config.required(Option.PG_PATH, key)), Optional.of(route));
    }

    private static PgEndpoint endpoint(Config config, int key, Path dataPath, Optional<PgEndpoint.Route> route) {
        return new PgEndpoint(
                dataPath,
                Math.toIntExact(config.number(Option.PG_PORT, key)),
                config.text(Option.PG_SOCKET_PATH, key),
                config.required(Option.PG_DATABASE, key),
                config.text(Option.PG_USER, key),
                config.time(Option.DB_TIMEOUT),
                route);
    }
}
