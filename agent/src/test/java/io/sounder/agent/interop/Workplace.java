package io.sounder.agent.interop;

import io.sounder.agent.testing.S3Server;
import io.sounder.agent.testing.TestAuthority;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all cells share: the programs, the clusters, and a server for buckets. */
final class Workplace implements AutoCloseable {
    private static final String BUCKET_HOST = "s3.example.org";

    private final Map<Release, Engine> engines;
    private final Map<Integer, ClusterHistory> histories = new TreeMap<>();
    private final TestAuthority authority;
    private final S3Server buckets;

    /**
     * Makes a cluster of each version.
     *
     * @param engines a program for each release
     * @param servers major versions of PostgreSQL
     */
    Workplace(Map<Release, Engine> engines, List<Integer> servers) {
        this.engines = Map.copyOf(engines);
        servers.forEach(server -> histories.put(server, ClusterHistory.of(server)));
        authority = TestAuthority.create(history(servers.getFirst()).folder("tls"));
        buckets = S3Server.start(authority, BUCKET_HOST);
    }

    /** The program of a release. */
    Engine engine(Release release) {
        return engines.get(release);
    }

    /** The cluster of a major version. */
    ClusterHistory history(int server) {
        return histories.get(server);
    }

    /** The lines of a configuration for a path in the bucket. */
    List<String> bucket(String path) {
        return List.of(
                "repo1-type=s3",
                "repo1-path=" + path,
                "repo1-s3-bucket=" + S3Server.BUCKET,
                "repo1-s3-endpoint=" + BUCKET_HOST,
                "repo1-s3-region=" + S3Server.REGION,
                "repo1-s3-key=" + S3Server.KEY,
                "repo1-s3-key-secret=" + S3Server.SECRET,
                "repo1-storage-host=localhost",
                "repo1-storage-port=" + buckets.port(),
                "repo1-storage-ca-file=" + authority.certificate());
    }

    @Override
    public void close() {
        buckets.close();
        histories.values().forEach(ClusterHistory::close);
    }
}
