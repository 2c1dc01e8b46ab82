package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.Beside;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.postgres.BackupStart;
import io.sounder.agent.postgres.BackupStop;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgDatabase;
import io.sounder.agent.postgres.PgServer;
import io.sounder.agent.repository.ArchiveWait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running primary, and perhaps a standby that most files are copied from. */
public final class OnlineSource implements Source {
    private final PgClient client;
    private final BackupSettings settings;
    private final ArchiveWait archive;
    private final Optional<Standby> standby;
    private final Log log;
    /** The WAL before the backup on its way into the archive, while files are copied already. */
    private Optional<Beside> awaited = Optional.empty();

    public OnlineSource(PgClient client, BackupSettings settings, ArchiveWait archive, Log log) {
        this(client, Optional.empty(), settings, archive, log);
    }

    /** @param standby where most of the files come from */
    public OnlineSource(
            PgClient client, Optional<Standby> standby, BackupSettings settings, ArchiveWait archive, Log log) {
        this.client = client;
        this.standby = standby;
        this.settings = settings;
        this.archive = archive;
        this.log = log;
    }

    @Override
    public boolean online() {
        return true;
    }

    @Override
    public long time() {
        return client.time();
    }

    @Override
    public Optional<BackupStart> start() {
        warnOfLongCheckpoint(client.server());
        Optional<WalSegment> before = settings.archiveCheck() ? Optional.of(client.currentSegment()) : Optional.empty();
        log.info("execute backup start: backup begins after the "
                + (settings.startFast() ? "requested immediate checkpoint" : "next regular checkpoint")
                + " completes");
        BackupStart start = client.startBackup(settings.startFast());
        log.info("backup start archive = " + start.segment() + ", lsn = " + start.lsn());
        requireSameCluster(start);
        before.ifPresent(segment -> requireArchived(segment, start));
        standby.ifPresent(server -> {
            if (server.needsWholeSegments()) {
                client.switchWal();
            }
            server.awaitReplay(start);
        });
        return Optional.of(start);
    }

    private void warnOfLongCheckpoint(PgServer server) {
        Duration timeout = client.endpoint().timeout();
        if (!settings.startFast() && timeout.compareTo(server.checkpointTimeout()) <= 0) {
            log.warn("start-fast is disabled and db-timeout (" + timeout.toSeconds()
                    + "s) is smaller than the PostgreSQL checkpoint_timeout ("
                    + server.checkpointTimeout().toSeconds() + "s) - timeout may occur before the backup starts");
        }
    }

    /** The files at the configured path must be those of the server that was asked. */
    private void requireSameCluster(BackupStart start) {
        ControlFile control = settings.control();
        if (control.checkpoint().compareTo(start.lsn()) < 0) {
            throw new AgentException(
                            ErrorCode.DB_MISMATCH,
                            "current checkpoint '" + control.checkpoint() + "' is less than backup start '"
                                    + start.lsn() + "'")
                    .withHint("is 'pg1-path' the data directory of the server that 'pg1-port' leads to?");
        }
        if (start.segment().timeline() != control.timeline()) {
            throw new AgentException(
                    ErrorCode.DB_MISMATCH,
                    "WAL timeline '" + start.segment().timeline() + "' does not match pg_control timeline '"
                            + control.timeline() + "'");
        }
    }

    private void requireArchived(WalSegment before, BackupStart start) {
        boolean finished = !before.equals(start.segment());
        log.info("check archive for " + (finished ? "prior segment " : "segment ") + before);
        if (!finished) {
            client.switchWal();
        }
        if (standby.isPresent()) {
            archive.await(before);
        } else {
            awaited = Optional.of(Beside.start("await-archive", () -> archive.await(before)));
        }
    }

    @Override
    public Optional<BackupStop> stop() {
        awaited.ifPresent(Beside::join);
        log.info("execute backup stop and wait for all WAL segments to archive");
        BackupStop stop = client.stopBackup();
        log.info("backup stop archive = " + stop.segment() + ", lsn = " + stop.lsn());
        return Optional.of(stop);
    }

    @Override
    public Optional<Path> standbyFolder() {
        return standby.map(Standby::dataFolder);
    }

    @Override
    public void ping() {
        awaited.ifPresent(Beside::check);
        client.ping();
        standby.ifPresent(Standby::ping);
    }

    @Override
    public List<PgDatabase> databases() {
        return client.databases();
    }

    @Override
    public Optional<Map<Long, String>> tablespaces() {
        return Optional.of(client.tablespaces());
    }
}
