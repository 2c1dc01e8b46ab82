package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.postgres.BackupStart;
import io.sounder.agent.postgres.BackupStop;
import io.sounder.agent.postgres.PgDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a stopped cluster. */
public final class OfflineSource implements Source {
    private final Clock clock;

    /** Error 38 when a server seems to run, unless forced. */
    public OfflineSource(Path dataFolder, boolean force, Clock clock, Log log) {
        this.clock = clock;
        if (Files.exists(dataFolder.resolve("postmaster.pid"))) {
            if (!force) {
                throw new AgentException(
                        ErrorCode.PG_RUNNING,
                        "--no-online passed but postmaster.pid exists - looks like PostgreSQL is running."
                                + " Shut down PostgreSQL and try again, or use --force");
            }
            log.warn("--no-online passed and postmaster.pid exists but --force was passed so backup will continue"
                    + " though it looks like PostgreSQL is running and the backup will probably not be consistent");
        }
    }

    @Override
    public boolean online() {
        return false;
    }

    @Override
    public long time() {
        return clock.millis();
    }

    @Override
    public Optional<BackupStart> start() {
        return Optional.empty();
    }

    @Override
    public Optional<BackupStop> stop() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> standbyFolder() {
        return Optional.empty();
    }

    @Override
    public void ping() {
        // A stopped cluster does not change.
    }

    @Override
    public List<PgDatabase> databases() {
        return List.of();
    }

    @Override
    public Optional<Map<Long, String>> tablespaces() {
        return Optional.empty();
    }
}
