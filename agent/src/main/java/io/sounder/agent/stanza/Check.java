package io.sounder.agent.stanza;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.postgres.ServerCheck;
import io.sounder.agent.repository.ArchiveWait;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Proves that a cluster and its repositories fit together, and that a WAL segment really arrives in each of them. */
public final class Check {
    private final List<Repository> repositories;
    private final ServerCheck serverCheck;
    private final Duration archiveTimeout;
    private final Optional<PgVersion> forcedVersion;
    private final Log log;

    /** @param forcedVersion what the cluster counts as, whatever its control file says */
    public Check(
            List<Repository> repositories,
            ServerCheck serverCheck,
            Duration archiveTimeout,
            Optional<PgVersion> forcedVersion,
            Log log) {
        this.repositories = repositories;
        this.serverCheck = serverCheck;
        this.archiveTimeout = archiveTimeout;
        this.forcedVersion = forcedVersion;
        this.log = log;
    }

    /** Checks with a standby as far as that goes: it does not archive. */
    public void standby(PgClient client) {
        PgId cluster = cluster(client);
        for (Repository repository : repositories) {
            log.info("check " + repository.name() + " (standby)");
            requireStanza(repository, cluster);
        }
    }

    /** Checks with the primary; error 82 when a segment does not arrive in time. */
    public void primary(PgClient client) {
        PgId cluster = cluster(client);
        for (Repository repository : repositories) {
            log.info("check " + repository.name() + " configuration (primary)");
            requireStanza(repository, cluster);
        }
        if (!serverCheck.archiveCheck()) {
            log.warn("archive-check is off: whether WAL segments reach the archive was not checked");
            return;
        }
        for (Repository repository : repositories) {
            log.info("check " + repository.name() + " archive for WAL (primary)");
        }
        WalSegment segment = client.switchWal();
        for (Repository repository : repositories) {
            String archiveId = repository.archiveInfo().archiveId();
            ArchivedWal wal = new ArchiveWait(repository, archiveId, archiveTimeout).await(segment);
            log.info("WAL segment " + segment + " successfully archived to '"
                    + repository.storage().display(wal.path()) + "' on " + repository.name());
        }
    }

    private PgId cluster(PgClient client) {
        Path dataFolder = client.endpoint().dataPath();
        ControlFile control = ControlFile.read(dataFolder, forcedVersion);
        serverCheck.require(client, control);
        return new PgId(control.systemId(), control.version().id());
    }

    private static void requireStanza(Repository repository, PgId cluster) {
        ArchiveInfo archive = repository.archiveInfo();
        BackupInfo backup = repository.backupInfo();
        new StanzaFiles(repository).requireSameHistory(archive, backup);
        if (!archive.current().equals(cluster)) {
            throw new AgentException(
                            ErrorCode.FILE_INVALID, "backup and archive info files exist but do not match the database")
                    .withHint("is this the correct stanza?")
                    .withHint("did an error occur during stanza-upgrade?");
        }
    }
}
