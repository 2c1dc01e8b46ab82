package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.FileInput;
import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.ByteCopy;
import io.sounder.agent.pipeline.KeptOpen;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.WalHeader;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies WAL files into those of the repositories that do not have them, each atomically. Safe for use by several threads
 * for different files.
 */
final class WalPush {
    private static final int BUFFER = 256 << 10;

    private final PushSettings settings;
    private final PushTargets targets;
    private final RepositoryErrors known;

    private WalPush(PushSettings settings, PushTargets targets, RepositoryErrors known) {
        this.settings = settings;
        this.targets = targets;
        this.known = known;
    }

    /** Finds out which of the repositories take WAL of the cluster: error 103 if none does. */
    static WalPush open(PushSettings settings, List<Repository> repositories) {
        RepositoryErrors errors = new RepositoryErrors();
        PushTargets targets = PushTargets.find(repositories, cluster(settings), errors);
        return new WalPush(settings, targets, errors);
    }

    private static Optional<PgId> cluster(PushSettings settings) {
        return settings.pgData().map(data -> {
            ControlFile control = ControlFile.read(data, settings.forcedVersion());
            return new PgId(control.systemId(), control.version().id());
        });
    }

    /**
     * What became of one file.
     *
     * @param stored the keys of the repositories it was written to; others had it already
     */
    record Pushed(List<Integer> stored, List<String> warnings) {}

    /** Archives a file; error 104 if a repository did not get it, after the others got theirs. */
    Pushed push(Path wal) {
        String name = String.valueOf(wal.getFileName());
        RepositoryErrors errors = new RepositoryErrors(known);
        List<String> warnings = new ArrayList<>();
        List<Integer> stored =
                WalPath.isSegment(name) ? pushSegment(wal, name, errors, warnings) : pushOther(wal, name, errors);
        if (!errors.isEmpty()) {
            throw errors.asCommandError("archive-push");
        }
        return new Pushed(stored, warnings);
    }

    private List<Integer> pushSegment(Path wal, String name, RepositoryErrors errors, List<String> warnings) {
        if (settings.headerCheck()) {
            checkHeader(wal, targets.pg());
        }
        String checksum = checksum(wal);
        ManyWriters writers = new ManyWriters(errors);
        boolean needed = false;
        for (Map.Entry<Repository, PushTargets.Archive> target :
                targets.archives().entrySet()) {
            if (!present(target.getKey(), target.getValue().id(), name, checksum, errors, warnings)) {
                String fileName =
                        name + "-" + checksum + settings.compressType().suffix();
                writers.open(
                        target.getKey(),
                        target.getKey().walPath(target.getValue().id(), fileName),
                        target.getValue().encryption());
                needed = true;
            }
        }
        return needed ? copy(wal, writers, true) : List.of();
    }

    /** History and backup label files: small, uncompressed, replaced by equal ones. */
    private List<Integer> pushOther(Path file, String name, RepositoryErrors errors) {
        ManyWriters writers = new ManyWriters(errors);
        targets.archives()
                .forEach((repository, archive) ->
                        writers.open(repository, repository.walPath(archive.id(), name), archive.encryption()));
        return copy(file, writers, false);
    }

    private void checkHeader(Path wal, PgId stanza) {
        WalHeader header = WalHeader.parse(firstBytes(wal));
        PgId found = new PgId(
                header.systemId(),
                settings.forcedVersion().orElse(header.version()).id());
        if (!found.equals(stanza)) {
            throw new AgentException(
                            ErrorCode.ARCHIVE_MISMATCH,
                            "WAL file '" + wal + "' version " + found.version() + ", system-id "
                                    + Long.toUnsignedString(found.systemId()) + " do not match stanza version "
                                    + stanza.version() + ", system-id " + Long.toUnsignedString(stanza.systemId()))
                    .withHint("are you archiving to the correct stanza?");
        }
    }

    private boolean present(
            Repository repository,
            String archiveId,
            String name,
            String checksum,
            RepositoryErrors errors,
            List<String> warnings) {
        Optional<ArchivedWal> found;
        try {
            found = repository.findWal(archiveId, name);
        } catch (AgentException e) {
            if (e.code() == ErrorCode.ARCHIVE_DUPLICATE) {
                throw e;
            }
            errors.add(repository, e);
            return true;
        }
        if (found.isEmpty()) {
            return false;
        }
        String same = "WAL file '" + name + "' already exists in the " + repository.name() + " archive with ";
        String hint = "this is valid in some recovery scenarios but may also indicate a problem";
        if (!found.get().checksum().equals(checksum)) {
            throw new AgentException(ErrorCode.ARCHIVE_DUPLICATE, same + "a different checksum").withHint(hint);
        }
        if (settings.warnDuplicate()) {
            warnings.add(same + "the same checksum\nHINT: " + hint + ".");
        }
        return true;
    }

    private List<Integer> copy(Path wal, ManyWriters writers, boolean compress) {
        try (writers;
                InputStream in = open(wal)) {
            ByteCopy bytes = new ByteCopy(BUFFER);
            if (compress) {
                try (OutputStream out =
                        settings.compressType().compress(new KeptOpen(writers), settings.compressLevel())) {
                    bytes.copy(in, out);
                }
            } else {
                bytes.copy(in, writers);
            }
            return writers.commit();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to copy WAL file '" + wal + "': " + e.getMessage(), e);
        }
    }

    private static String checksum(Path wal) {
        Sha1 digest = Sha1.forBulk();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open(wal)) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, count);
            }
            return digest.hex();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read WAL file '" + wal + "': " + e.getMessage(), e);
        }
    }

    private static byte[] firstBytes(Path wal) {
        try (InputStream in = open(wal)) {
            return in.readNBytes(WalHeader.LENGTH);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read WAL file '" + wal + "': " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path wal) throws IOException {
        try {
            ReadWindow window = new ReadWindow(BUFFER);
            return new FileInput(FileChannel.open(wal, StandardOpenOption.READ), () -> window);
        } catch (NoSuchFileException e) {
            throw new AgentException(
                    ErrorCode.FILE_MISSING, "unable to open missing WAL file '" + wal + "' for read", e);
        }
    }
}
