package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.CipherType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stanza in one repository.
 *
 * @param key number of the repository
 * @param message the status in words; for {@link Status#OTHER} the error, of one or more lines
 * @param current the cluster that is backed up now; empty unless the info files could be read
 * @param history all clusters by number
 * @param archives ascending by number of the cluster
 * @param backups the ones asked for, ascending
 * @param details of the backups for which they were asked
 */
public record RepositoryReport(
        int key,
        CipherType cipher,
        Status status,
        String message,
        Optional<PgId> current,
        SortedMap<Integer, PgId> history,
        List<ArchiveRange> archives,
        List<BackupEntry> backups,
        Map<BackupLabel, BackupDetail> details) {

    /** A repository in which the stanza cannot be reported on. */
    static RepositoryReport failed(RepositorySource source, Status status, String message) {
        return new RepositoryReport(
                source.key(),
                source.encryption().type(),
                status,
                message,
                Optional.empty(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                Map.of());
    }
}
