package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.ByteCopy;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds WAL files of one cluster in the repositories and copies them out, from the first repository that can. Safe for
 * use by several threads for different files.
 */
final class WalFetch {
    static final String TEMPORARY = ".pgbackrest.tmp";
    private static final int BUFFER = 256 << 10;
    private static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

    private final Map<Repository, Archives> archives;
    private final WalSizes sizes;
    private final RepositoryErrors known;

    private WalFetch(Map<Repository, Archives> archives, WalSizes sizes, RepositoryErrors known) {
        this.archives = archives;
        this.sizes = sizes;
        this.known = known;
    }

    /** Reads which archives hold WAL of the cluster: error 103 if no repository can tell. */
    static WalFetch open(GetSettings settings, List<Repository> repositories) {
        ControlFile control = control(settings);
        PgId cluster = new PgId(control.systemId(), control.version().id());
        RepositoryErrors errors = new RepositoryErrors();
        Map<Repository, Archives> archives = new LinkedHashMap<>();
        for (Repository repository : repositories) {
            try {
                archives.put(repository, archives(repository, cluster));
            } catch (AgentException e) {
                errors.add(repository, e);
            }
        }
        if (archives.isEmpty()) {
            throw errors.noneUsable();
        }
        return new WalFetch(archives, new WalSizes(control.walSegmentSize()), errors);
    }

    private static ControlFile control(GetSettings settings) {
        ControlFile control = ControlFile.read(settings.pgData(), settings.forcedVersion());
        if (control.hasInvalidCheckpoint() && !Files.exists(settings.pgData().resolve("backup_label"))) {
            throw new AgentException(
                            ErrorCode.FORMAT, "pg_control of a restored backup is not usable without 'backup_label'")
                    .withHint("was 'backup_label' removed from '" + settings.pgData()
                            + "'? Run the restore again, with option 'delta' to keep what is right");
        }
        return control;
    }

    /** The folders of one repository that hold WAL of the cluster, and how their files are encrypted. */
    private record Archives(List<String> ids, Encryption encryption) {}

    private static Archives archives(Repository repository, PgId cluster) {
        ArchiveInfo info = repository.archiveInfo();
        List<String> archiveIds = info.archiveIdsFor(cluster);
        if (archiveIds.isEmpty()) {
            throw new AgentException(
                    ErrorCode.ARCHIVE_MISMATCH,
                    "unable to retrieve the archive id for database version '" + cluster.version() + "' and system-id '"
                            + Long.toUnsignedString(cluster.systemId()) + "'");
        }
        return new Archives(archiveIds, repository.archiveEncryption(info));
    }

    /** Where a copy of the wanted file is. */
    private record Candidate(
            Repository repository, Encryption encryption, String archiveId, StoragePath path, String checksum) {
        String source() {
            return repository.name() + ": " + archiveId;
        }

        String file() {
            return path.value().substring(repository.archivePath().value().length() + 1);
        }
    }

    /**
     * The copies of one WAL file.
     *
     * @param warnings what went wrong with repositories while looking
     */
    record Found(String name, List<Candidate> candidates, List<String> warnings) {
        boolean isEmpty() {
            return candidates.isEmpty();
        }
    }

    /** Where a file came from, such as {@code repo1: 15-1}, and what went wrong with copies before that one. */
    record Fetched(String source, List<String> warnings) {}

    /** Looks for a file in all archives: error 45 when they have it with different content. */
    Found find(String name) {
        RepositoryErrors errors = new RepositoryErrors(known);
        List<Candidate> candidates = new ArrayList<>();
        int usable = 0;
        for (Map.Entry<Repository, Archives> each : archives.entrySet()) {
            try {
                candidates.addAll(find(each.getKey(), each.getValue(), name));
                usable++;
            } catch (AgentException e) {
                if (e.code() == ErrorCode.ARCHIVE_DUPLICATE) {
                    throw e;
                }
                errors.add(each.getKey(), e);
            }
        }
        if (usable == 0) {
            throw errors.noneUsable();
        }
        requireOneContent(name, candidates);
        return new Found(name, candidates, errors.lines());
    }

    private static List<Candidate> find(Repository repository, Archives archives, String name) {
        List<Candidate> found = new ArrayList<>();
        if (WalPath.isSegment(name)) {
            for (ArchivedWal wal : repository.findWalCopies(archives.ids(), name)) {
                found.add(
                        new Candidate(repository, archives.encryption(), wal.archiveId(), wal.path(), wal.checksum()));
            }
            return found;
        }
        for (String archiveId : archives.ids()) {
            StoragePath path = repository.walPath(archiveId, name);
            if (repository.storage().exists(path)) {
                found.add(new Candidate(repository, archives.encryption(), archiveId, path, ""));
            }
        }
        return found;
    }

    private static void requireOneContent(String name, List<Candidate> candidates) {
        if (candidates.stream().map(Candidate::checksum).distinct().count() > 1) {
            List<String> places = candidates.stream()
                    .map(each -> each.source() + "/" + each.path().name())
                    .toList();
            throw new AgentException(
                            ErrorCode.ARCHIVE_DUPLICATE,
                            "duplicates found for WAL segment '" + name + "': " + String.join(", ", places))
                    .withHint("are multiple primaries archiving to this stanza?");
        }
    }

    /** Copies the file from the first place that gives it: error 42 when none does. */
    Fetched copy(Found found, Path target) {
        RepositoryErrors errors = new RepositoryErrors();
        for (Candidate candidate : found.candidates()) {
            try {
                copy(candidate, target, sizes.largest(found.name()));
                return new Fetched(candidate.source(), errors.lines());
            } catch (AgentException e) {
                errors.add(candidate.repository(), candidate.file(), e);
            }
        }
        throw new AgentException(ErrorCode.FILE_READ, "unable to get " + found.name() + ":\n" + errors.text());
    }

    private static void copy(Candidate candidate, Path target, long largest) {
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        try {
            write(candidate, temporary, largest);
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

    private static void write(Candidate candidate, Path temporary, long largest) throws IOException {
        Set<StandardOpenOption> replace =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (InputStream stored = candidate.repository().storage().read(candidate.path());
                InputStream in = CompressType.fromSuffix(candidate.path().name())
                        .decompress(candidate.encryption().decrypt(stored));
                OutputStream out = Channels.newOutputStream(FileChannel.open(temporary, replace, MODE))) {
            new ByteCopy(BUFFER).copy(in, out, largest);
            if (in.read() >= 0) {
                throw new AgentException(
                        ErrorCode.FORMAT, "it expands to more than " + largest + " bytes, the most it can have");
            }
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
