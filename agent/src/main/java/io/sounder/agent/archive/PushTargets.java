package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The repositories that may take WAL of this cluster.
 *
 * @param archives where to write to, by repository
 * @param pg the cluster that all of them belong to
 */
record PushTargets(Map<Repository, Archive> archives, PgId pg) {

    /**
     * The archive of a cluster in one repository.
     *
     * @param id the folder
     * @param encryption of the files in it
     */
    record Archive(String id, Encryption encryption) {}

    /**
     * Reads every archive.info; those that cannot be read or belong to another cluster become errors.
     *
     * @param cluster what pg_control says; without it the first repository decides
     */
    static PushTargets find(List<Repository> repositories, Optional<PgId> cluster, RepositoryErrors errors) {
        Map<Repository, Archive> usable = new LinkedHashMap<>();
        Optional<PgId> expected = cluster;
        for (Repository repository : repositories) {
            try {
                ArchiveInfo info = repository.archiveInfo();
                PgId pg = expected.orElse(info.current());
                requireSame(info.current(), pg, cluster.isPresent());
                expected = Optional.of(pg);
                usable.put(repository, new Archive(info.archiveId(), repository.archiveEncryption(info)));
            } catch (AgentException e) {
                errors.add(repository, e);
            }
        }
        if (usable.isEmpty() || expected.isEmpty()) {
            throw errors.noneUsable();
        }
        return new PushTargets(usable, expected.get());
    }

    private static void requireSame(PgId stanza, PgId expected, boolean fromCluster) {
        if (!stanza.equals(expected)) {
            throw new AgentException(
                            ErrorCode.ARCHIVE_MISMATCH,
                            (fromCluster ? "PostgreSQL" : "first repository's") + " version " + expected.version()
                                    + ", system-id " + Long.toUnsignedString(expected.systemId())
                                    + " do not match stanza version " + stanza.version() + ", system-id "
                                    + Long.toUnsignedString(stanza.systemId()))
                    .withHint("are you archiving to the correct stanza?");
        }
    }
}
