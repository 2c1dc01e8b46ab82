package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Retry;
import io.sounder.agent.base.WalSegment;
import java.time.Duration;

/**
 * Waits for WAL segments that a server is about to archive.
 *
 * @param archiveId the folder they go to
 * @param timeout for each segment
 */
public record ArchiveWait(Repository repository, String archiveId, Duration timeout) {

    /** The segment in the archive; error 82 when it does not come. */
    public ArchivedWal await(WalSegment segment) {
        return Retry.until(timeout, () -> repository.findWal(archiveId, segment.name()))
                .orElseThrow(() -> new AgentException(
                                ErrorCode.ARCHIVE_TIMEOUT,
                                "WAL segment " + segment + " was not archived before the " + timeout.toMillis()
                                        + "ms timeout")
                        .withHint("check the archive_command to ensure that all options are correct"
                                + " (especially --stanza)")
                        .withHint("check the PostgreSQL server log for errors")
                        .withHint("run the 'start' command if the stanza was previously stopped"));
    }
}
