package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.posix.PosixStorage;
import java.nio.file.Path;
import java.util.List;

/** Opens the repositories that a configuration names. Stateless. */
public final class Repositories {
    private static final String POSIX = "posix";

    private Repositories() {}

    /** The repositories of the configured stanza, by key. Nothing is read yet. */
    public static List<Repository> open(Config config) {
        String stanza = config.required(Option.STANZA);
        return config.keys(Group.REPO).stream()
                .map(key -> open(config, key, stanza))
                .toList();
    }

    /** One repository, seen as that of {@code stanza}. */
    public static Repository open(Config config, int key, String stanza) {
        String cipher = config.text(Option.REPO_CIPHER_TYPE, key).orElse(CipherType.NONE.label());
        return new Repository(key, storage(config, key), CipherType.of(cipher), stanza);
    }

    /** The storage below the path of a repository. */
    public static Storage storage(Config config, int key) {
        if (config.text(Option.REPO_HOST, key).isPresent()) {
            throw unsupported("option '" + Option.REPO_HOST.name(key) + "' is not supported yet");
        }
        String type = config.text(Option.REPO_TYPE, key).orElse(POSIX);
        if (!type.equals(POSIX)) {
            throw unsupported(
                    "option '" + Option.REPO_TYPE.name(key) + "' is '" + type + "', which is not supported yet");
        }
        return new PosixStorage(Path.of(config.required(Option.REPO_PATH, key)));
    }

    private static AgentException unsupported(String message) {
        return new AgentException(ErrorCode.FEATURE_NOT_SUPPORTED, message);
    }
}
