package io.sounder.agent.cli;

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
import java.util.Optional;

/** The command restore: rebuilds a data folder from a backup and prepares its recovery. */
final class RestoreCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Clusters.requireLocal(config);
        RestoreSettings settings = RestoreOptions.settings(config, context.zone());
        List<Repository> repositories = Repositories.open(config, context.log());
        try (LockFile lock = LockFile.acquire(
                Path.of(config.required(Option.LOCK_PATH)),
                config.required(Option.STANZA),
                LockType.RESTORE,
                repositories.stream().map(Repository::key).toList(),
                context.execId())) {
            BackupProgress progress = new BackupProgress(Optional.of(lock), Terminal.find(), context);
            new Restore(settings, repositories, context.clock(), progress, context.log()).run();
        }
        return 0;
    }
}
