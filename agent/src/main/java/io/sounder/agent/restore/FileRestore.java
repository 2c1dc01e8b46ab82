package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.SourceStream;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Restores files one by one: fetch, decompress, check, write; the queue makes them durable. One for each worker, whose buffers it keeps;
 * not thread-safe.
 */
final class FileRestore {
    /** Suffix of pg_control until everything else is in place. */
    static final String UNFINISHED = ".pgbackrest.tmp";

    private static final int BUFFER = 256 << 10;
    /** Below this the checksum of a file is sooner computed than the map of its blocks is fetched. */
    private static final long WORTH_A_MAP = 16 << 20;

    private static final Set<StandardOpenOption> REPLACE = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    private static final Set<StandardOpenOption> UPDATE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final RestoreContent content;
    private final Repository repository;
    private final RestoreSettings.Mode mode;
    private final SelectiveDatabases databases;
    private final FileMetadata metadata;
    private final SyncQueue syncs;
    private final CompressType compressType;
    private final Encryption encryption;
    private final Sha1 digest = Sha1.forBulk();
    private final byte[] buffer = new byte[BUFFER];
    private final ReadWindow window = new ReadWindow(BUFFER);
    private final BlockRestore blocks;
    private final ExistingFiles existing;

    FileRestore(
            RestoreContent content,
            Repository repository,
            RestoreSettings.Mode mode,
            SelectiveDatabases databases,
            FileMetadata metadata,
            SyncQueue syncs) {
        this.content = content;
        this.repository = repository;
        this.mode = mode;
        this.databases = databases;
        this.metadata = metadata;
        this.syncs = syncs;
        this.compressType = CompressType.of(content.manifest().options().compressType());
        this.encryption = repository.fileEncryption(content.manifest());
        this.blocks = new BlockRestore(repository, content.manifest(), digest, buffer, window);
        this.existing = new ExistingFiles(content, mode.force(), digest, buffer, window);
    }

    /** Makes one file right; {@code process} is the number of the worker, for the log. */
    RestoredFile restore(ManifestFile file, int process) {
        Path path = destination(file);
        try {
            return restore(file, path, process);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE,
                    "unable to restore '" + path + "' from '" + source(file) + "': "
                            + (e.getMessage() == null ? e.toString() : e.getMessage()),
                    e);
        }
    }

    private RestoredFile restore(ManifestFile file, Path path, int process) throws IOException {
        if (databases.zeroes(file.name())) {
            writeZeros(file, path);
            return new RestoredFile(file, path, RestoredFile.Outcome.ZEROED, process);
        }
        RestoredFile.Outcome outcome = mode.delta() ? update(file, path) : copy(file, path);
        return new RestoredFile(file, path, outcome, process);
    }

    /** Keeps of an existing file what is right. */
    private RestoredFile.Outcome update(ManifestFile file, Path path) throws IOException {
        boolean exists = Files.isRegularFile(path);
        boolean byBlocks = exists && file.isBlockIncremental();
        if (byBlocks && !mode.force() && file.size() >= WORTH_A_MAP) {
            return updateBlocks(file, path);
        }
        if (exists && existing.matches(file, path)) {
            return RestoredFile.Outcome.MATCHED;
        }
        return byBlocks ? updateBlocks(file, path) : copy(file, path);
    }

    /** Compares by the checksums of the blocks, which is several times faster than the SHA-1 of the file. */
    private RestoredFile.Outcome updateBlocks(ManifestFile file, Path path) throws IOException {
        AtomicBoolean changed = new AtomicBoolean();
        write(file, path, UPDATE, target -> {
            Optional<String> checksum = blocks.update(file, target);
            if (checksum.isPresent()) {
                requireContent(file, target.channel().size(), checksum.get());
                changed.set(true);
            }
        });
        return changed.get() ? RestoredFile.Outcome.COPIED : RestoredFile.Outcome.MATCHED;
    }

    private Path destination(ManifestFile file) {
        Path path = content.path(file);
        return file.name().equals(RestoreContent.CONTROL) ? path.resolveSibling(path.getFileName() + UNFINISHED) : path;
    }

    private RestoredFile.Outcome copy(ManifestFile file, Path path) throws IOException {
        write(file, path, REPLACE, target -> {
            if (file.isBlockIncremental()) {
                String checksum = blocks.write(file, target);
                requireContent(file, target.channel().size(), checksum);
            } else if (file.size() > 0) {
                try (InputStream in = decoded(file)) {
                    transfer(file, in, target);
                }
            }
        });
        return RestoredFile.Outcome.COPIED;
    }

    /** Puts content into a file. */
    @FunctionalInterface
    private interface Content {
        void writeTo(WrittenFile target) throws IOException;
    }

    private void write(ManifestFile file, Path path, Set<StandardOpenOption> how, Content writer) throws IOException {
        FileChannel channel = FileChannel.open(path, how, PRIVATE);
        try {
            writer.writeTo(new WrittenFile(channel, path, syncs));
        } catch (IOException | RuntimeException e) {
            try (channel) {
                throw e;
            }
        }
        syncs.finish(channel, path, () -> {
            metadata.apply(path, file.mode(), file.user(), file.group());
            FileMetadata.setTime(path, file.timestamp());
        });
    }

    private void transfer(ManifestFile file, InputStream in, WrittenFile target) throws IOException {
        long size = 0;
        int count;
        // One byte more than expected tells enough: no more is written, whatever the stored file expands to.
        while ((count = read(file, in, (int) Math.min(buffer.length, file.size() + 1 - size))) > 0) {
            digest.update(buffer, 0, count);
            target.write(size, buffer, 0, count);
            size += count;
        }
        requireContent(file, size, digest.hex());
    }

    private void requireContent(ManifestFile file, long size, String checksum) {
        if (size > file.size()) {
            throw damaged(file, "there are more than the expected " + file.size() + " bytes");
        }
        if (size != file.size() || !file.hasChecksum(checksum)) {
            throw damaged(
                    file,
                    "actual checksum '" + checksum + "' of " + size + " bytes does not match expected checksum '"
                            + file.checksum() + "' of " + file.size() + " bytes");
        }
    }

    private AgentException damaged(ManifestFile file, String reason) {
        return new AgentException(ErrorCode.CHECKSUM, "error restoring '" + file.name() + "': " + reason)
                .withHint("the repository file '" + source(file)
                        + "' is damaged, run the verify command or restore another set");
    }

    private InputStream decoded(ManifestFile file) throws IOException {
        return content(file, () -> open(file));
    }

    private int read(ManifestFile file, InputStream in, int most) throws IOException {
        return content(file, () -> in.read(buffer, 0, most));
    }

    /** Tells what cannot be decoded, which stays so, from a medium that fails, which may pass. */
    private <T> T content(ManifestFile file, JobRetry.Attempt<T> decoding) throws IOException {
        try {
            return decoding.run();
        } catch (SourceStream.ReadFailure e) {
            throw e;
        } catch (IOException e) {
            throw damaged(file, "unable to decode it: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private InputStream open(ManifestFile file) throws IOException {
        StoragePath stored = stored(file);
        InputStream in = new SourceStream(
                file.isBundled()
                        ? repository.storage().read(stored, file.stored().bundleOffset(), file.repoSize())
                        : repository.storage().read(stored));
        boolean raw = file.isBundled() && content.manifest().data().bundleRaw();
        return raw
                ? compressType.decompressRaw(encryption.raw().decrypt(in))
                : compressType.decompress(encryption.decrypt(in));
    }

    private StoragePath stored(ManifestFile file) {
        Manifest manifest = content.manifest();
        return repository.backupPath().resolve(manifest.storedName(file));
    }

    private String source(ManifestFile file) {
        return repository.storage().display(stored(file));
    }

    /** A hole of the right size: it takes no space, and the server can still drop the database. */
    private void writeZeros(ManifestFile file, Path path) throws IOException {
        write(file, path, REPLACE, _ -> {
            try (RandomAccessFile hole = new RandomAccessFile(path.toFile(), "rw")) {
                hole.setLength(file.size());
            }
        });
    }
}
