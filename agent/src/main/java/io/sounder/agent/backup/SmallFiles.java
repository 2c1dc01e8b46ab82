package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.StoredAs;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.pipeline.StoredForm;
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
    private final StoredForm form;

    SmallFiles(Storage storage, StoragePath folder, StoredForm form) {
        this.storage = storage;
        this.folder = folder;
        this.form = form;
    }

    /** Stores the content of a file; its entry for the manifest. */
    ManifestFile store(ManifestFile file, byte[] content) {
        Sha1 plain = Sha1.forSmall();
        plain.update(content, 0, content.length);
        Sha1 stored = Sha1.forSmall();
        long size = write(file, new ByteArrayInputStream(content), form, stored);
        StoredAs storedAs = form.isPlain() ? StoredAs.plain(size) : StoredAs.alone(size, stored.hex());
        return file.copied(content.length, plain.hex(), Optional.empty(), storedAs);
    }

    /** Copies a segment from the archive, encrypted anew; compressed anew only if the backup is compressed differently. */
    ManifestFile storeWal(ManifestFile file, ArchivedWal wal, Encryption archive) {
        CompressType type = CompressType.fromSuffix(wal.fileName());
        boolean same = type == form.type();
        StoredForm target = same ? new StoredForm(CompressType.NONE, 0, form.encryption()) : form;
        try (InputStream stored = storage.read(wal.path());
                InputStream decrypted = archive.decrypt(stored);
                InputStream in = same ? decrypted : type.decompress(decrypted)) {
            long size = write(file, in, target, Sha1.forSmall());
            return file.copied(file.originalSize(), wal.checksum(), Optional.empty(), StoredAs.plain(size));
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read '" + storage.display(wal.path()) + "': " + e.getMessage(), e);
        }
    }

    private long write(ManifestFile file, InputStream content, StoredForm target, Sha1 sha1) {
        StoragePath path = folder.resolve(file.name() + form.type().suffix());
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            StoredBytes stored = new StoredBytes(writer, Optional.of(sha1));
            try (OutputStream sink = target.write(stored)) {
                content.transferTo(sink);
            }
            writer.commit();
            return stored.size();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }
}
