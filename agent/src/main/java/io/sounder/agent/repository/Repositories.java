package io.sounder.agent.repository;

import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.Storage;
import java.util.List;

/** Opens the repositories that a configuration names. Stateless. */
public final class Repositories {
    private Repositories() {}

    /** The repositories of the configured stanza, by key. Nothing is read yet. */
    public static List<Repository> open(Config config, Log log) {
        String stanza = config.required(Option.STANZA);
        return config.keys(Group.REPO).stream()
                .map(key -> open(config, key, stanza, log))
                .toList();
    }

    /** The repository of the lowest key, for commands that work on one; says so when there are several. */
    public static Repository first(Config config, Log log) {
        List<Repository> repositories = open(config, log);
        Repository first = repositories.getFirst();
        if (repositories.size() > 1) {
            log.info("repo option not specified, defaulting to " + first.name());
        }
        return first;
    }

    /** One repository, seen as that of {@code stanza}. */
    public static Repository open(Config config, int key, String stanza, Log log) {
        return new Repository(key, storage(config, key, log), encryption(config, key), stanza);
    }

    /** The encryption of the info files of a repository. */
    public static Encryption encryption(Config config, int key) {
        CipherType type =
                config.text(Option.REPO_CIPHER_TYPE, key).map(CipherType::of).orElse(CipherType.NONE);
        return type == CipherType.NONE
                ? Encryption.none()
                : Encryption.of(type, config.required(Option.REPO_CIPHER_PASS, key));
    }

    /** The storage below the path of a repository; what it does to recover from errors is told to the log. */
    public static Storage storage(Config config, int key, Log log) {
        return new StorageDrivers(config, log).open(key);
    }
}
