package io.sounder.agent.info;

import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Info about the repositories of a configuration, with the locks that this machine knows of. */
public final class ConfiguredInfo {
    private ConfiguredInfo() {}

    /** Looks at no repository yet. */
    public static Info of(Config config, InfoRequest request, Log log) {
        List<RepositorySource> sources = new ArrayList<>();
        for (int key : config.keys(Group.REPO)) {
            Once storage = new Once(() -> Repositories.storage(config, key, log));
            Encryption encryption = Repositories.encryption(config, key, storage);
            sources.add(new RepositorySource(key, encryption, storage));
        }
        Path lockPath = Path.of(config.required(Option.LOCK_PATH));
        return new Info(request, sources, (stanza, type, key) -> LockFile.holder(lockPath, stanza, type, key));
    }

    /** A storage that is opened when it is first asked for, and kept. Not for use by several threads. */
    private static final class Once implements Supplier<Storage> {
        private final Supplier<Storage> opening;
        private Optional<Storage> opened = Optional.empty();

        Once(Supplier<Storage> opening) {
            this.opening = opening;
        }

        @Override
        public Storage get() {
            Storage storage = opened.orElseGet(opening);
            opened = Optional.of(storage);
            return storage;
        }
    }
}
