package io.sounder.agent.remote.client;

import io.sounder.agent.remote.Entries;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The repository of another host. An open file has a connection to itself; errors have the code they had on the other
 * host and name it. A write that cannot be opened there fails at its commit at the latest.
 */
public final class RemoteStorage implements Storage {
    private final RemoteHost host;

    RemoteStorage(RemoteHost host) {
        this.host = host;
    }

    /** What the other host tells of the repository, such as how it is encrypted. */
    public Opened opened() {
        return host.opened();
    }

    private static FieldWriter request(Operation operation, StoragePath path) {
        return operation.request().text(path.value());
    }

    @Override
    public Optional<StorageEntry> info(StoragePath path) {
        FieldReader reply = host.call(request(Operation.INFO, path));
        return reply.flag() ? Optional.of(Entries.read(reply)) : Optional.empty();
    }

    @Override
    public List<StorageEntry> list(StoragePath folder) {
        return host.all(request(Operation.LIST, folder), Entries::read);
    }

    @Override
    public List<String> names(StoragePath folder) {
        return host.all(request(Operation.NAMES, folder), FieldReader::text);
    }

    @Override
    public InputStream read(StoragePath path) {
        return new RemoteInput(host, request(Operation.READ, path));
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        return new RemoteInput(
                host, request(Operation.READ_PART, path).number(offset).number(length));
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        return new RemoteWriter(host, request(Operation.WRITE, path).flag(mode == WriteMode.ATOMIC));
    }

    @Override
    public void remove(StoragePath path) {
        host.call(request(Operation.REMOVE, path));
    }

    @Override
    public void removeTree(StoragePath path) {
        host.call(request(Operation.REMOVE_TREE, path));
    }

    @Override
    public void createFolder(StoragePath path) {
        host.call(request(Operation.CREATE_FOLDER, path));
    }

    @Override
    public void syncFolder(StoragePath path) {
        host.call(request(Operation.SYNC_FOLDER, path));
    }

    @Override
    public void link(StoragePath path, String target) {
        host.call(request(Operation.LINK, path).text(target));
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        host.call(request(Operation.HARD_LINK, path).text(existing.value()));
    }

    @Override
    public Features features() {
        Opened opened = opened();
        return new Features(opened.links(), opened.hardLinks(), opened.folderSync());
    }

    @Override
    public String display(StoragePath path) {
        String root = opened().root();
        return path.value().isEmpty() ? root : root + "/" + path;
    }
}
