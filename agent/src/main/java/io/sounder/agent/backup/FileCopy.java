package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings files into the repository: compares, reads, and has them stored alone or in bundles. Belongs to one worker and
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
    private final ReadWindow window;
    private final Sha1 plain = Sha1.forBulk();
    private final Sha1 stored = Sha1.forBulk();
    private final FileStore store;

    /** @param progress hears of bytes that are dealt with */
    FileCopy(CopyContext context, Repository repository, BackupLabel label, int process, LongConsumer progress) {
        this.context = context;
        this.repository = repository;
        this.label = label;
        this.process = process;
        this.progress = progress;
        // What passes through all stages at once should fit into the processor's cache.
        this.buffer = new byte[Math.min(context.bufferSize(), LARGEST_CHUNK)];
        this.window = new ReadWindow(buffer.length);
        this.store = new FileStore(context, repository, progress, buffer, plain);
    }

    /** Does all tasks of a job; their outcomes hold once this returns. */
    List<FileOutcome> run(CopyJob job) {
        if (job.bundleId() == 0) {
            return job.tasks().stream().map(this::run).toList();
        }
        List<FileOutcome> outcomes = new ArrayList<>(job.tasks().size());
        StoragePath path = repository.backupPath(label).resolve("bundle/" + job.bundleId());
        try (StoredFile bundle = new StoredFile(repository.storage(), path)) {
            FileStore.Place place = new FileStore.Place(bundle, job.bundleId());
            for (FileTask task : job.tasks()) {
                outcomes.add(run(task, Optional.of(place)));
            }
            bundle.commit();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        return outcomes;
    }

    FileOutcome run(FileTask task) {
        return run(task, Optional.empty());
    }

    private FileOutcome run(FileTask task, Optional<FileStore.Place> bundle) {
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
            return matched(task);
        }
        FileOutcome.Kind kind = damaged ? FileOutcome.Kind.RECOPIED : FileOutcome.Kind.COPIED;
        if (bundle.isPresent()) {
            return copy(task, kind, bundle.get());
        }
        StoragePath path = path(task);
        try (StoredFile file = new StoredFile(repository.storage(), path)) {
            FileOutcome outcome = copy(task, kind, new FileStore.Place(file, 0));
            file.commit();
            return outcome;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private FileOutcome matched(FileTask task) {
        progress.accept(task.size());
        return outcome(FileOutcome.Kind.MATCHED, task.prior().orElseThrow(), 0);
    }

    /** Whether a file is read once just to see whether it changed; small ones are compared on the way. */
    private boolean comparesFirst(FileTask task) {
        boolean medium = task.size() > buffer.length && task.size() <= context.bufferSize();
        return task.prior().isPresent() && !task.comparesBlocks() && (task.delta() || medium);
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

    private FileOutcome copy(FileTask task, FileOutcome.Kind kind, FileStore.Place place) {
        try {
            if (task.file().name().equals(CONTROL_FILE)) {
                byte[] content = ControlFile.read(context.dataFolder(), context.forcedVersion())
                        .bytesForBackup();
                return outcome(kind, store.store(task.file(), content, place), task.size());
            }
            Optional<SourceFile> opened = open(task);
            if (opened.isEmpty()) {
                progress.accept(task.size());
                return outcome(FileOutcome.Kind.VANISHED, task.file(), 0);
            }
            try (SourceFile source = opened.get()) {
                int first = source.fill(buffer);
                return matchesPrior(task, first) ? matched(task) : copy(task, kind, source, first, place);
            }
        } catch (IOException e) {
            throw place.file().unwritable(e);
        }
    }

    private FileOutcome copy(FileTask task, FileOutcome.Kind kind, SourceFile source, int first, FileStore.Place place)
            throws IOException {
        if (place.bundleId() == 0 && task.blocks().isEmpty()) {
            place.file().open();
        }
        Optional<ManifestFile> copied = store.store(task, source, first, place);
        if (copied.isEmpty()) {
            return copy(task.withoutPrior(), kind, place);
        }
        if (copied.equals(task.prior())) {
            return matched(task);
        }
        progress.accept(task.size() - copied.get().size());
        return outcome(kind, copied.get(), copied.get().size());
    }

    /** Whether a small file, which is in the buffer as a whole, is the same as in the prior backup. */
    private boolean matchesPrior(FileTask task, int count) {
        if (task.prior().isEmpty()
                || task.comparesBlocks()
                || task.size() > buffer.length
                || count != task.prior().get().size()) {
            return false;
        }
        plain.update(buffer, 0, count);
        return plain.hex().equals(task.prior().get().checksum());
    }

    private Optional<SourceFile> open(FileTask task) {
        context.listing().await(task.file());
        return SourceFile.open(context.locate(task.file().name()), window, task.size());
    }

    /** Where this backup keeps a file that is stored alone, whatever entry the file has in an earlier one. */
    private StoragePath path(FileTask task) {
        String suffix = task.blocks().isPresent()
                ? ManifestFile.BLOCK_SUFFIX
                : context.form().type().suffix();
        return repository.backupPath(label).resolve(task.file().name() + suffix);
    }

    /** Where a resumed file is. */
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
