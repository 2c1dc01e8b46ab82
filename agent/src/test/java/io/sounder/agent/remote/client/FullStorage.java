package io.sounder.agent.remote.client;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.posix.PosixStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A storage that accepts no byte. */
final class FullStorage implements Storage {
    private final Storage storage;

    FullStorage(Path root) {
        this.storage = new PosixStorage(root);
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        StorageWriter writer = storage.write(path, mode);
        return new StorageWriter() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void commit() {
                writer.commit();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    @Override
    public Optional<StorageEntry> info(StoragePath path) {
        return storage.info(path);
    }

    @Override
    public List<StorageEntry> list(StoragePath folder) {
        return storage.list(folder);
    }

    @Override
    public InputStream read(StoragePath path) {
        return storage.read(path);
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        return storage.read(path, offset, length);
    }

    @Override
    public void remove(StoragePath path) {
        storage.remove(path);
    }

    @Override
    public void removeTree(StoragePath path) {
        storage.removeTree(path);
    }

    @Override
    public void createFolder(StoragePath path) {
        storage.createFolder(path);
    }

    @Override
    public void syncFolder(StoragePath path) {
        storage.syncFolder(path);
    }

    @Override
    public void link(StoragePath path, String target) {
        storage.link(path, target);
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        storage.hardLink(path, existing);
    }

    @Override
    public Features features() {
        return storage.features();
    }

    @Override
    public String display(StoragePath path) {
        return storage.display(path);
    }
}
