package io.sounder.agent.storage.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that says where a bucket is and how it is used. Its text shows no secrets.
 *
 * @param folder the folder in the bucket that is the root of the storage, as an absolute path
 * @param endpoint scheme, host and port that requests are addressed to, without the bucket
 * @param pathStyle whether the bucket comes in the path and not in the host name
 * @param partSize bytes that an upload sends at once; a smaller file is sent in one request
 * @param patience how long a request is repeated before it fails, and how long an answer may take
 * @param tags put on every new object
 */
public record S3Settings(
        String bucket,
        String folder,
        String region,
        URI endpoint,
        boolean pathStyle,
        S3Login login,
        S3Connection connection,
        S3Protection protection,
        long partSize,
        Duration patience,
        boolean requesterPays,
        Map<String, String> tags) {

    /**
     * How the service is reached.
     *
     * @param through scheme, host and port to connect to in place of the endpoint's
     * @param verify whether the certificate is checked
     * @param caFile certificates to trust in place of the system's
     * @param caPath a folder of such files
     */
    public record S3Connection(
            Optional<URI> through, boolean verify, Optional<String> caFile, Optional<String> caPath) {}

    /**
     * How the service encrypts objects. Its text shows no key.
     *
     * @param kmsKey the name of a key the service holds
     * @param customerKey a key sent with every request, 32 bytes in base 64
     */
    public record S3Protection(Optional<String> kmsKey, Optional<String> customerKey) {
        @Override
        public String toString() {
            return "S3Protection[kmsKey=" + kmsKey + "]";
        }
    }

    /** Where requests go, for messages. */
    String place() {
        URI target = connection.through().orElse(endpoint);
        return "bucket '" + bucket + "' at '" + target.getAuthority() + "'";
    }
}
