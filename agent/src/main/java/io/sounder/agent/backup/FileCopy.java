package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.PageCheck;
import io.sounder.agent.format.StoredAs;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PageChecker;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings single files into the repository: read, digest, page check, compress, digest, store. Belongs to one worker and
 * reuses its buffer and digests for all files.
 */
final class FileCopy {
    private static final String CONTROL_FILE = "pg_data/" + ControlFile.NAME;
    private static final int LARGEST_CHUNK = 256 << 10;
    private final CopyContext context;
    private final Repository repository;
    private final BackupLabel label;
    private final int process;
    private final LongConsumer progress;
    private final byte[] buffer;
    private final Sha1 plain = Sha1.forBulk();
    private final Sha1 stored = Sha1.forBulk();

    /** @param progress hears of bytes that are dealt with */
    FileCopy(CopyContext context, Repository repository, BackupLabel label, int process, LongConsumer progress) {
        this.context = context;
        this.repository = repository;
        this.label = label;
        this.process = process;
        this.progress = progress;
        // What passes through all stages at once should fit into the processor's cache.
        this.buffer = new byte[Math.min(context.bufferSize(), LARGEST_CHUNK)];
    }

    FileOutcome run(FileTask task) {
        if (task.file().name().equals(CONTROL_FILE)) {
            byte[] content = ControlFile.read(context.dataFolder(), context.forcedVersion())
                    .bytesForBackup();
            return outcome(FileOutcome.Kind.COPIED, storeControl(task.file(), content), task.size());
        }
        boolean damaged = false;
        if (task.resumed().isPresent()) {
            ManifestFile resumed = task.resumed().get();
            if (!task.delta() || sameContent(task, resumed)) {
                if (wholeInRepository(resumed)) {
                    progress.accept(task.size());
                    return outcome(FileOutcome.Kind.KEPT, resumed, 0);
                }
                damaged = true;
            }
        } else if (comparesFirst(task) && sameContent(task, task.prior().get())) {
            progress.accept(task.size());
            return outcome(FileOutcome.Kind.MATCHED, task.prior().get(), 0);
        }
        return copy(task, damaged ? FileOutcome.Kind.RECOPIED : FileOutcome.Kind.COPIED);
    }

    /** Whether a file is read once just to see whether it changed; small ones are compared on the way. */
    private boolean comparesFirst(FileTask task) {
        boolean medium = task.size() > buffer.length && task.size() <= context.bufferSize();
        return task.prior().isPresent() && (task.delta() || medium);
    }

    private FileOutcome outcome(FileOutcome.Kind kind, ManifestFile file, long copied) {
        return new FileOutcome(process, kind, file, copied);
    }

    private boolean sameContent(FileTask task, ManifestFile known) {
        Optional<SourceFile> opened = open(task);
        if (opened.isEmpty()) {
            return false;
        }
        try (SourceFile source = opened.get()) {
            long size = 0;
            for (int count = source.fill(buffer); count > 0; count = source.fill(buffer)) {
                plain.update(buffer, 0, count);
                size += count;
            }
            return plain.hex().equals(known.checksum()) && size == known.size();
        }
    }

    private boolean wholeInRepository(ManifestFile resumed) {
        StoragePath path = path(resumed);
        try (InputStream in = repository.storage().read(path)) {
            long size = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                stored.update(buffer, 0, count);
                size += count;
            }
            String expected = resumed.repoChecksum().orElse(resumed.checksum());
            return stored.hex().equals(expected) && size == resumed.repoSize();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ,
                    "unable to read '" + repository.storage().display(path) + "': " + e.getMessage(),
                    e);
        }
    }

    private FileOutcome copy(FileTask task, FileOutcome.Kind kind) {
        Optional<SourceFile> opened = open(task);
        if (opened.isEmpty()) {
            progress.accept(task.size());
            return outcome(FileOutcome.Kind.VANISHED, task.file(), 0);
        }
        try (SourceFile source = opened.get()) {
            int first = source.fill(buffer);
            if (matchesPrior(task, first)) {
                progress.accept(task.size());
                return outcome(FileOutcome.Kind.MATCHED, task.prior().get(), 0);
            }
            ManifestFile copied = store(task.file(), source, first);
            progress.accept(task.size() - copied.size());
            return outcome(kind, copied, copied.size());
        }
    }

    /** Whether a small file, which is in the buffer as a whole, is the same as in the prior backup. */
    private boolean matchesPrior(FileTask task, int count) {
        if (task.prior().isEmpty()
                || task.size() > buffer.length
                || count != task.prior().get().size()) {
            return false;
        }
        plain.update(buffer, 0, count);
        return plain.hex().equals(task.prior().get().checksum());
    }

    private Optional<SourceFile> open(FileTask task) {
        return SourceFile.open(context.locate(task.file().name()), task.size());
    }

    private ManifestFile storeControl(ManifestFile file, byte[] content) {
        StoragePath path = path(file);
        try (StorageWriter writer = repository.storage().write(path, WriteMode.IN_PLACE)) {
            StoredBytes target = target(writer);
            try (OutputStream sink = context.form().write(target)) {
                sink.write(content, 0, content.length);
                plain.update(content, 0, content.length);
            }
            writer.commit();
            progress.accept(file.originalSize());
            return file.copied(content.length, plain.hex(), Optional.empty(), storage(content.length, target));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private ManifestFile store(ManifestFile file, SourceFile source, int first) {
        Optional<PageChecker> checker = context.pageChecker(file.name(), source);
        StoragePath path = path(file);
        try (StorageWriter writer = repository.storage().write(path, WriteMode.IN_PLACE)) {
            StoredBytes target = target(writer);
            long size = 0;
            try (OutputStream sink = context.form().write(target)) {
                for (int count = first; count > 0; count = source.fill(buffer)) {
                    plain.update(buffer, 0, count);
                    if (checker.isPresent()) {
                        checker.get().update(buffer, count);
                    }
                    sink.write(buffer, 0, count);
                    size += count;
                    progress.accept(count);
                }
            }
            writer.commit();
            Optional<PageCheck> check = checker.map(PageChecker::result).map(PageErrors::check);
            return file.copied(size, plain.hex(), check, storage(size, target));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Stored bytes have a checksum of their own only if they differ from the file's. */
    private StoredBytes target(StorageWriter writer) {
        return new StoredBytes(writer, context.form().isPlain() ? Optional.empty() : Optional.of(stored));
    }

    private StoredAs storage(long plainSize, StoredBytes target) {
        return context.form().isPlain() ? StoredAs.plain(plainSize) : StoredAs.alone(target.size(), stored.hex());
    }

    /** Where this backup keeps the file, whatever entry the file has in an earlier one. */
    private StoragePath path(ManifestFile file) {
        return repository
                .backupPath(label)
                .resolve(file.name() + context.form().type().suffix());
    }

    private AgentException unwritable(StoragePath path, IOException cause) {
        return new AgentException(
                ErrorCode.FILE_WRITE,
                "unable to write '" + repository.storage().display(path) + "': " + cause.getMessage(),
                cause);
    }
}
