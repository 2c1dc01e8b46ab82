package io.sounder.agent.storage.s3;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the keys that sign requests come from. */
public sealed interface S3Login {
    /** Keys given by the user. Its text shows none of them. */
    record Shared(String key, String secret, Optional<String> token) implements S3Login {
        @Override
        public String toString() {
            return "Shared[<redacted>]";
        }
    }

    /** Temporary keys of the role of the instance that we run on. */
    record Instance() implements S3Login {}

    /** Temporary keys from the agent of the container platform, which the environment names. */
    record Pod() implements S3Login {}

    /** Temporary keys printed by a command. */
    record Command(List<String> words) implements S3Login {}

    /**
     * Temporary keys from the token service, in return for a signed identity.
     *
     * @param host the token service
     * @param role the full name of the role to take
     * @param tokenFile holds the identity; read again whenever keys are asked for
     */
    record WebIdentity(String host, String role, Path tokenFile) implements S3Login {}
}
