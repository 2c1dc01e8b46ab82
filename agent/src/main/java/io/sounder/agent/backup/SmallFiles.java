package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.StoredAs;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Stores the few files of a backup that are not copied from the cluster. For one thread. */
final class SmallFiles {
    private final Storage storage;
    private final StoragePath folder;
    private final BackupSettings.Compression compression;

    SmallFiles(Storage storage, StoragePath folder, BackupSettings.Compression compression) {
        this.storage = storage;
        this.folder = folder;
        this.compression = compression;
    }

    /** Stores the content of a file; its entry for the manifest. */
    ManifestFile store(ManifestFile file, byte[] content) {
        Sha1 plain = Sha1.forSmall();
        plain.update(content, 0, content.length);
        Sha1 stored = Sha1.forSmall();
        long size = write(file, new ByteArrayInputStream(content), compression.type(), stored);
        StoredAs storedAs =
                compression.type() == CompressType.NONE ? StoredAs.plain(size) : StoredAs.alone(size, stored.hex());
        return file.copied(content.length, plain.hex(), Optional.empty(), storedAs);
    }

    /** Copies a segment from the archive; it is compressed anew only if the backup is compressed differently. */
    ManifestFile storeWal(ManifestFile file, ArchivedWal wal) {
        CompressType type = CompressType.fromSuffix(wal.fileName());
        boolean same = type == compression.type();
        try (InputStream raw = storage.read(wal.path());
                InputStream in = same || type == CompressType.NONE ? raw : type.decompress(raw)) {
            long size = write(file, in, same ? CompressType.NONE : compression.type(), Sha1.forSmall());
            return file.copied(file.originalSize(), wal.checksum(), Optional.empty(), StoredAs.plain(size));
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read '" + storage.display(wal.path()) + "': " + e.getMessage(), e);
        }
    }

    private long write(ManifestFile file, InputStream content, CompressType type, Sha1 stored) {
        StoragePath path = folder.resolve(file.name() + compression.type().suffix());
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            StoredBytes target = new StoredBytes(writer, Optional.of(stored));
            try (OutputStream sink = type == CompressType.NONE ? target : type.compress(target, compression.level())) {
                content.transferTo(sink);
            }
            writer.commit();
            return target.size();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }
}
