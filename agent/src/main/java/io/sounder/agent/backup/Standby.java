package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.Retry;
import io.sounder.agent.postgres.BackupStart;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A replica whose files stand in for those of the primary, which saves the primary the reading. For one thread. */
public final class Standby {
    /** The files that WAL replay keeps equal on all servers of a cluster. */
    private static final Pattern REPLICATED =
            Pattern.compile("pg_data/(base|global|pg_xact|pg_multixact)/.*|pg_tblspc/.*");

    private static final String CONTROL_FILE = "pg_data/" + ControlFile.NAME;

    private final PgClient client;
    private final Duration timeout;
    private final Optional<PgVersion> forcedVersion;
    private final Log log;

    /**
     * @param timeout how long the replay may make no progress
     * @param forcedVersion what the cluster counts as, whatever its control file says
     */
    public Standby(PgClient client, Duration timeout, Optional<PgVersion> forcedVersion, Log log) {
        this.client = client;
        this.timeout = timeout;
        this.forcedVersion = forcedVersion;
        this.log = log;
    }

    /** Whether a file with this manifest name is to be copied from a standby. */
    static boolean holds(String name) {
        return REPLICATED.matcher(name).matches() && !name.equals(CONTROL_FILE);
    }

    Path dataFolder() {
        return client.endpoint().dataPath();
    }

    /** Whether WAL reaches it only in whole segments, from the archive. */
    boolean needsWholeSegments() {
        return !client.streams();
    }

    /**
     * Waits until the files hold everything up to the start of a backup: error 82 when the replay makes no progress, 58 when
     * the server does not follow the primary.
     */
    void awaitReplay(BackupStart start) {
        ControlFile control = ControlFile.read(dataFolder(), forcedVersion);
        if (control.checkpoint().compareTo(start.lsn()) > 0) {
            throw new AgentException(
                            ErrorCode.DB_MISMATCH,
                            "standby checkpoint '" + control.checkpoint() + "' is ahead of backup start '" + start.lsn()
                                    + "'")
                    .withHint("do the pg-path options lead to servers of the same cluster?");
        }
        log.info("wait for replay on the standby to reach " + start.lsn());
        await("replayed to", client::replayed, start.lsn(), 1);
        client.checkpoint();
        await("checkpoint reached", client::checkpointed, start.lsn(), 0);
        int timeline = ControlFile.read(dataFolder(), forcedVersion).timeline();
        if (timeline != start.segment().timeline()) {
            throw new AgentException(
                    ErrorCode.DB_MISMATCH,
                    "standby is on timeline " + timeline + " but expected "
                            + start.segment().timeline());
        }
        log.info("replay on the standby reached " + start.lsn());
    }

    /** @param least what the comparison of position and target must give at least */
    private void await(String what, Supplier<Lsn> position, Lsn target, int least) {
        Lsn last = position.get();
        while (last.compareTo(target) < least) {
            Lsn before = last;
            Optional<Lsn> moved =
                    Retry.until(timeout, () -> Optional.of(position.get()).filter(now -> !now.equals(before)));
            last = moved.orElseThrow(() -> new AgentException(
                            ErrorCode.ARCHIVE_TIMEOUT,
                            "timeout before standby " + what + " " + target + " - only reached " + before)
                    .withHint("does the standby receive WAL?"));
        }
    }

    void ping() {
        client.ping();
    }
}
