package io.sounder.agent.cli;

import io.sounder.agent.backup.Backup;
import io.sounder.agent.backup.BackupSettings;
import io.sounder.agent.backup.OfflineSource;
import io.sounder.agent.backup.OnlineSource;
import io.sounder.agent.backup.Source;
import io.sounder.agent.backup.Standby;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockType;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.ServerCheck;
import io.sounder.agent.postgres.Servers;
import io.sounder.agent.repository.ArchiveWait;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command backup: one backup in one repository. */
final class BackupCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        StanzaAccess.requireStarted(config);
        Repository repository = Repositories.first(config, context.log());
        try (StanzaAccess access =
                StanzaAccess.exclusive(config, context, List.of(repository.key()), LockType.BACKUP)) {
            BackupProgress progress = new BackupProgress(Optional.of(access.first()), Terminal.find(), context);
            if (config.flag(Option.ONLINE)) {
                online(config, context, repository, progress);
            } else {
                warnOfStandby(config, context.log());
                BackupSettings settings = settings(config, repository, Clusters.folder(config));
                Source source =
                        new OfflineSource(settings.dataFolder(), settings.force(), context.clock(), context.log());
                new Backup(settings, repository, source, context.zone(), progress, context.log()).run();
            }
        }
        return 0;
    }

    private static void online(Config config, CommandContext context, Repository repository, BackupProgress progress) {
        Servers.Standby wish = StandbyChoice.of(config);
        try (Servers servers = Servers.connect(PgEndpoints.of(config), "backup", wish, context.log())) {
            if (wish == Servers.Standby.PREFERRED && servers.standby().isEmpty()) {
                context.log().warn("unable to find a standby to perform the backup, using primary instead");
            }
            PgClient primary = servers.primary();
            BackupSettings settings =
                    settings(config, repository, primary.endpoint().dataPath());
            ServerCheck check = new ServerCheck(settings.archiveCheck(), config.flag(Option.ARCHIVE_MODE_CHECK));
            check.require(primary, settings.control());
            servers.standby()
                    .ifPresent(server -> check.require(
                            server, ControlFile.read(server.endpoint().dataPath(), settings.forcedVersion())));
            ArchiveWait archive =
                    new ArchiveWait(repository, repository.archiveInfo().archiveId(), settings.archiveTimeout());
            Optional<Standby> standby = servers.standby()
                    .map(server ->
                            new Standby(server, settings.archiveTimeout(), settings.forcedVersion(), context.log()));
            Source source = new OnlineSource(primary, standby, settings, archive, context.log());
            new Backup(settings, repository, source, context.zone(), progress, context.log()).run();
        }
    }

    private static void warnOfStandby(Config config, Log log) {
        if (StandbyChoice.of(config) != Servers.Standby.IGNORED) {
            log.warn("option 'backup-standby' is enabled but backup is offline - the backup is made from the primary");
        }
    }

    private static BackupSettings settings(Config config, Repository repository, Path dataFolder) {
        return BackupSettings.from(config, repository.key(), dataFolder);
    }
}
