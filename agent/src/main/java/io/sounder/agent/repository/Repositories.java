package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.client.RemoteStorage;
import io.sounder.agent.storage.Storage;
import java.util.List;
import java.util.function.Supplier;

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
        Storage storage = storage(config, key, log);
        return new Repository(key, storage, encryption(config, key, () -> storage), stanza);
    }

    /** The encryption of the info files of a repository. One on another host is asked for it unless it is configured here. */
    public static Encryption encryption(Config config, int key, Supplier<Storage> storage) {
        if (config.has(Option.REPO_HOST, key) && !config.isSet(Option.REPO_CIPHER_TYPE, key)) {
            return storage.get() instanceof RemoteStorage remote ? encryption(remote) : Encryption.none();
        }
        CipherType type =
                config.text(Option.REPO_CIPHER_TYPE, key).map(CipherType::of).orElse(CipherType.NONE);
        return type == CipherType.NONE
                ? Encryption.none()
                : Encryption.of(type, config.required(Option.REPO_CIPHER_PASS, key));
    }

    private static Encryption encryption(RemoteStorage remote) {
        try {
            Opened opened = remote.opened();
            return opened.cipherType().isEmpty()
                    ? Encryption.none()
                    : Encryption.of(
                            CipherType.of(opened.cipherType().get()),
                            opened.cipherPass().orElse(""));
        } catch (AgentException e) {
            return Encryption.none(); // whoever uses the storage meets the same error, where it can be dealt with
        }
    }

    /** The storage below the path of a repository; what it does to recover from errors is told to the log. */
    public static Storage storage(Config config, int key, Log log) {
        return new StorageDrivers(config, log).open(key);
    }
}
