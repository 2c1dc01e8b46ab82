package io.sounder.agent.cli;

import io.sounder.agent.backup.Backup;
import io.sounder.agent.backup.BackupSettings;
import io.sounder.agent.backup.OfflineSource;
import io.sounder.agent.backup.OnlineSource;
import io.sounder.agent.backup.Source;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockType;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.Primary;
import io.sounder.agent.postgres.ServerCheck;
import io.sounder.agent.repository.ArchiveWait;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import java.util.List;
import java.util.Optional;

/** The command backup: one backup in one repository. */
final class BackupCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        StanzaAccess.requireStarted(config);
        requireNoStandby(config, context.log());
        Repository repository = Repositories.first(config, context.log());
        try (StanzaAccess access =
                StanzaAccess.exclusive(config, context, List.of(repository.key()), LockType.BACKUP)) {
            BackupProgress progress = new BackupProgress(Optional.of(access.first()), Terminal.find(), context);
            if (config.flag(Option.ONLINE)) {
                online(config, context, repository, progress);
            } else {
                BackupSettings settings = settings(config, repository, 1);
                Source source =
                        new OfflineSource(settings.dataFolder(), settings.force(), context.clock(), context.log());
                new Backup(settings, repository, source, context.zone(), progress, context.log()).run();
            }
        }
        return 0;
    }

    private static void requireNoStandby(Config config, Log log) {
        String wanted = config.text(Option.BACKUP_STANDBY).orElse("n");
        if (wanted.equals("prefer")) {
            log.warn(
                    "option 'backup-standby' = prefer: copying from a standby is not supported yet, the primary is used");
        } else if (!wanted.equals("n")) {
            throw new AgentException(
                            ErrorCode.FEATURE_NOT_SUPPORTED,
                            "option 'backup-standby' = " + wanted + " is not supported")
                    .withHint("set backup-standby=n or prefer to copy from the primary");
        }
    }

    private static void online(Config config, CommandContext context, Repository repository, BackupProgress progress) {
        try (PgClient client = Primary.connect(PgEndpoints.of(config), "backup", context.log())) {
            int pgKey = config.keys(Group.PG).stream()
                    .filter(key -> config.required(Option.PG_PATH, key)
                            .equals(client.endpoint().dataPath().toString()))
                    .findFirst()
                    .orElseThrow();
            BackupSettings settings = settings(config, repository, pgKey);
            new ServerCheck(settings.archiveCheck(), config.flag(Option.ARCHIVE_MODE_CHECK))
                    .require(client, settings.control());
            ArchiveWait archive =
                    new ArchiveWait(repository, repository.archiveInfo().archiveId(), settings.archiveTimeout());
            Source source = new OnlineSource(client, settings, archive, context.log());
            new Backup(settings, repository, source, context.zone(), progress, context.log()).run();
        }
    }

    private static BackupSettings settings(Config config, Repository repository, int pgKey) {
        return BackupSettings.from(config, repository.key(), pgKey);
    }
}
