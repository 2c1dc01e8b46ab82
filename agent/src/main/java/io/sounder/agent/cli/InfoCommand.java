package io.sounder.agent.cli;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.info.Info;
import io.sounder.agent.info.InfoReport;
import io.sounder.agent.info.InfoRequest;
import io.sounder.agent.info.LockLookup;
import io.sounder.agent.info.RepositorySource;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The command info: what the repositories hold, as text or JSON. */
final class InfoCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        InfoRequest request = new InfoRequest(
                config.text(Option.STANZA),
                config.text(Option.SET),
                config.text(Option.TYPE).map(BackupType::of));
        List<RepositorySource> sources = new ArrayList<>();
        for (int key : config.keys(Group.REPO)) {
            Once storage = new Once(() -> Repositories.storage(config, key, context.log()));
            Encryption encryption = Repositories.encryption(config, key, storage);
            sources.add(new RepositorySource(key, encryption, storage));
        }
        Path lockPath = Path.of(config.required(Option.LOCK_PATH));
        LockLookup locks = (stanza, type, key) -> LockFile.holder(lockPath, stanza, type, key);
        InfoReport report = new Info(request, sources, locks).run();
        boolean progressOnly = config.required(Option.DETAIL_LEVEL).equals("progress");
        context.out()
                .print(
                        config.required(Option.OUTPUT).equals("json")
                                ? report.json(progressOnly)
                                : report.text(context::zone, progressOnly));
        return 0;
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
