package io.sounder.agent.cli;

import io.sounder.agent.base.Progress;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.restore.Restore;
import io.sounder.agent.restore.RestoreSettings;
import java.nio.file.Path;
import java.util.List;

/** The command restore: rebuilds a data folder from a backup and prepares its recovery. */
final class RestoreCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        RestoreSettings settings = RestoreOptions.settings(config, context.zone());
        List<Repository> repositories = Repositories.open(config, context.log());
        try (LockFile lock = LockFile.acquire(
                Path.of(config.required(Option.LOCK_PATH)),
                config.required(Option.STANZA),
                LockType.RESTORE,
                repositories.stream().map(Repository::key).toList(),
                context.execId())) {
            new Restore(settings, repositories, context.clock(), new LockProgress(lock), context.log()).run();
        }
        return 0;
    }

    /** Tells others through the lock file how far the restore is. */
    private static final class LockProgress implements Progress {
        private final LockFile lock;
        private long total;

        LockProgress(LockFile lock) {
            this.lock = lock;
        }

        @Override
        public void total(long bytes) {
            total = bytes;
        }

        @Override
        public void done(long bytes) {
            lock.progress(total, bytes);
        }
    }
}
