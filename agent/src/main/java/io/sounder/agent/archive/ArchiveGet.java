package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.ByteCopy;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches one WAL file for the server. The destination appears whole or not at all: it is written under a temporary name
 * beside it.
 */
public final class ArchiveGet {
    private static final String TEMPORARY = ".pgbackrest.tmp";
    private static final int BUFFER = 256 << 10;

    private final GetSettings settings;
    private final List<Repository> repositories;
    private final Log log;

    public ArchiveGet(GetSettings settings, List<Repository> repositories, Log log) {
        this.settings = settings;
        this.repositories = List.copyOf(repositories);
        this.log = log;
    }

    /** Where a copy of the wanted file is. */
    private record Candidate(Repository repository, String archiveId, StoragePath path, String checksum) {
        String source() {
            return repository.name() + ": " + archiveId;
        }
    }

    /** Fetches the file of that name to the path that the server passed. */
    public GetResult run(String name, String destination) {
        Path target = WalPath.resolve(destination, Optional.of(settings.pgData()), settings.workingFolder());
        PgId cluster = cluster();
        RepositoryErrors errors = new RepositoryErrors();
        List<Candidate> candidates = new ArrayList<>();
        int usable = 0;
        for (Repository repository : repositories) {
            try {
                candidates.addAll(find(repository, cluster, name));
                usable++;
            } catch (AgentException e) {
                if (e.code() == ErrorCode.ARCHIVE_DUPLICATE) {
                    throw e;
                }
                errors.add(repository, e);
            }
        }
        if (usable == 0) {
            throw errors.noneUsable();
        }
        if (!errors.isEmpty()) {
            log.warn(errors.text());
        }
        requireOneContent(name, candidates);
        return fetch(name, candidates, target);
    }

    private PgId cluster() {
        ControlFile control = ControlFile.read(settings.pgData(), settings.forcedVersion());
        if (control.hasInvalidCheckpoint() && !Files.exists(settings.pgData().resolve("backup_label"))) {
            throw new AgentException(
                            ErrorCode.FORMAT, "pg_control of a restored backup is not usable without 'backup_label'")
                    .withHint("was 'backup_label' removed from '" + settings.pgData()
                            + "'? Run the restore again, with option 'delta' to keep what is right");
        }
        return new PgId(control.systemId(), control.version().id());
    }

    private static List<Candidate> find(Repository repository, PgId cluster, String name) {
        List<String> archiveIds = repository.archiveInfo().archiveIdsFor(cluster);
        if (archiveIds.isEmpty()) {
            throw new AgentException(
                    ErrorCode.ARCHIVE_MISMATCH,
                    "unable to retrieve the archive id for database version '" + cluster.version() + "' and system-id '"
                            + Long.toUnsignedString(cluster.systemId()) + "'");
        }
        List<Candidate> found = new ArrayList<>();
        if (WalSegment.isName(name)) {
            for (ArchivedWal wal : repository.findWalCopies(archiveIds, name)) {
                found.add(new Candidate(repository, wal.archiveId(), wal.path(), wal.checksum()));
            }
            return found;
        }
        for (String archiveId : archiveIds) {
            StoragePath path = repository.walPath(archiveId, name);
            if (repository.storage().exists(path)) {
                found.add(new Candidate(repository, archiveId, path, ""));
            }
        }
        return found;
    }

    private static void requireOneContent(String name, List<Candidate> candidates) {
        List<String> checksums =
                candidates.stream().map(Candidate::checksum).distinct().toList();
        if (checksums.size() > 1) {
            throw new AgentException(
                            ErrorCode.ARCHIVE_DUPLICATE,
                            "duplicates found for WAL segment '" + name + "': "
                                    + String.join(
                                            ", ",
                                            candidates.stream()
                                                    .map(each -> each.source() + "/"
                                                            + each.path().name())
                                                    .toList()))
                    .withHint("are multiple primaries archiving to this stanza?");
        }
    }

    private GetResult fetch(String name, List<Candidate> candidates, Path target) {
        RepositoryErrors errors = new RepositoryErrors();
        for (Candidate candidate : candidates) {
            try {
                copy(candidate, target);
                if (!errors.isEmpty()) {
                    log.warn(errors.text());
                }
                log.info("found " + name + " in the " + candidate.source() + " archive");
                return new GetResult(name, Optional.of(candidate.source()));
            } catch (AgentException e) {
                errors.add(candidate.repository(), e);
            }
        }
        if (!errors.isEmpty()) {
            throw new AgentException(ErrorCode.FILE_READ, "unable to get " + name + ":\n" + errors.text());
        }
        log.info("unable to find " + name + " in the archive");
        return new GetResult(name, Optional.empty());
    }

    private static void copy(Candidate candidate, Path target) {
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        try {
            write(candidate, temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            AgentException error = new AgentException(
                    ErrorCode.FILE_READ,
                    "unable to copy '" + candidate.repository().storage().display(candidate.path()) + "' to '" + target
                            + "': " + (e.getMessage() == null ? e.toString() : e.getMessage()),
                    e);
            throw discard(temporary, error);
        } catch (AgentException e) {
            throw discard(temporary, e);
        }
    }

    private static void write(Candidate candidate, Path temporary) throws IOException {
        try (InputStream in = CompressType.fromSuffix(candidate.path().name())
                        .decompress(candidate.repository().storage().read(candidate.path()));
                OutputStream out = Files.newOutputStream(temporary)) {
            new ByteCopy(BUFFER).copy(in, out);
        }
    }

    /** Removes what was written so far; the error to report stays the first one. */
    private static AgentException discard(Path temporary, AgentException error) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            error.addSuppressed(e);
        }
        return error;
    }
}
