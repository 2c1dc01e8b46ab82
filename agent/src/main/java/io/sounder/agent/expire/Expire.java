package io.sounder.agent.expire;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.repository.Repository;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes backups and WAL that the retention no longer asks for, repository by repository. */
public final class Expire {
    private final ExpireSettings settings;
    private final List<Repository> repositories;
    private final Clock clock;
    private final ZoneId zone;
    private final Log log;

    /**
     * @param zone the zone that labels are written in
     */
    public Expire(ExpireSettings settings, List<Repository> repositories, Clock clock, ZoneId zone, Log log) {
        this.settings = settings;
        this.repositories = List.copyOf(repositories);
        this.clock = clock;
        this.zone = zone;
        this.log = settings.dryRun() ? new DryRunLog(log) : log;
    }

    /** Serves every repository; error 104 at the end if one of them failed. */
    public ExpireResult run() {
        Map<Integer, List<BackupLabel>> removed = new HashMap<>();
        boolean known = settings.set().isEmpty();
        int errors = 0;
        for (Repository repository : repositories) {
            try {
                RepositoryExpire expire = new RepositoryExpire(
                        settings, repository, clock.instant().atZone(zone), log);
                removed.put(repository.key(), expire.run());
                known |= expire.knowsSet();
            } catch (AgentException e) {
                log.error(repository.name() + ": [" + e.code().label() + "] " + e.text());
                errors++;
            }
        }
        if (errors > 0) {
            throw new AgentException(
                    ErrorCode.COMMAND,
                    "expire command encountered " + errors + " error(s), check the log file for details");
        }
        if (!known) {
            log.warn("backup " + settings.set().orElseThrow()
                    + " does not exist\nHINT: run the info command and confirm the backup is listed");
        }
        return new ExpireResult(removed);
    }

    /** Marks every line as one that only says what would happen. */
    private record DryRunLog(Log whole) implements Log {
        @Override
        public void write(LogLevel level, int process, String text) {
            whole.write(level, process, "[DRY-RUN] " + text);
        }

        @Override
        public boolean enabled(LogLevel level) {
            return whole.enabled(level);
        }
    }
}
