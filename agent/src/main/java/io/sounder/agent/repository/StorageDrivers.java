package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.remote.client.RemoteHosts;
import io.sounder.agent.remote.client.RemoteStorage;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.posix.PosixStorage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the storage that {@code repo-type} names, or that of another host: the one place that knows all drivers. A driver's classes are loaded only
 * when it is used.
 */
final class StorageDrivers {
    private static final String POSIX = "posix";

    private final Config config;
    private final Log log;

    StorageDrivers(Config config, Log log) {
        this.config = config;
        this.log = log;
    }

    /** The storage below the path of a repository. */
    Storage open(int key) {
        Optional<RemoteStorage> remote = RemoteHosts.repository(config, key);
        if (remote.isPresent()) {
            return remote.get();
        }
        String type = config.text(Option.REPO_TYPE, key).orElse(POSIX);
        return switch (type) {
            case POSIX, "cifs" -> new PosixStorage(Path.of(config.required(Option.REPO_PATH, key)));
            case "s3" -> new S3Driver(config, key).open(log);
            default ->
                throw unsupported(
                        "option '" + Option.REPO_TYPE.name(key) + "' is '" + type + "', which is not supported yet");
        };
    }

    private static AgentException unsupported(String message) {
        return new AgentException(ErrorCode.FEATURE_NOT_SUPPORTED, message);
    }
}
