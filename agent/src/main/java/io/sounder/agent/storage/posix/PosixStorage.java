package io.sounder.agent.storage.posix;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Storage in a folder of a POSIX file system: files get mode 0640, folders 0750, both less the umask. */
@SuppressWarnings("DoNotCallSuggester")
public final class PosixStorage implements Storage {
    private final Path root;

    public PosixStorage(Path root) {
        this.root = root;
    }

    @Override
    public Optional<StorageEntry> info(StoragePath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StorageEntry> list(StoragePath folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream read(StoragePath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(StoragePath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeTree(StoragePath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createFolder(StoragePath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void syncFolder(StoragePath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void link(StoragePath path, String target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Features features() {
        return new Features(true, true, true);
    }

    @Override
    public String display(StoragePath path) {
        return root.resolve(path.value()).toString();
    }
}
