package io.sounder.agent.storage.memory;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Storage in memory, without durability or modes. Safe for use by several threads. */
public final class MemoryStorage implements Storage {
    private final Clock clock;
    private final TreeMap<StoragePath, Node> nodes = new TreeMap<>();

    public MemoryStorage() {
        this(Clock.systemUTC());
    }

    /** A storage whose entries get their times from this clock. */
    public MemoryStorage(Clock clock) {
        this.clock = clock;
        nodes.put(StoragePath.ROOT, new Node(StorageEntry.Kind.PATH, new byte[0], clock.instant(), Optional.empty()));
    }

    /** What stands at one path. */
    private static final class Node {
        final StorageEntry.Kind kind;
        final byte[] content;
        final Instant modified;
        final Optional<String> target;

        Node(StorageEntry.Kind kind, byte[] content, Instant modified, Optional<String> target) {
            this.kind = kind;
            this.content = content;
            this.modified = modified;
            this.target = target;
        }
    }

    @Override
    public synchronized Optional<StorageEntry> info(StoragePath path) {
        return Optional.ofNullable(nodes.get(path)).map(node -> entry(path, node));
    }

    private static StorageEntry entry(StoragePath path, Node node) {
        return new StorageEntry(path.name(), node.kind, node.content.length, node.modified, node.target);
    }

    @Override
    public synchronized List<StorageEntry> list(StoragePath folder) {
        List<StorageEntry> result = new ArrayList<>();
        nodes.forEach((path, node) -> {
            if (path.parent().equals(Optional.of(folder))) {
                result.add(entry(path, node));
            }
        });
        return result;
    }

    @Override
    public InputStream read(StoragePath path) {
        return new ByteArrayInputStream(content(path));
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        byte[] content = content(path);
        int from = (int) Math.min(offset, content.length);
        return new ByteArrayInputStream(content, from, (int) Math.min(length, content.length - from));
    }

    private synchronized byte[] content(StoragePath path) {
        Node node = nodes.get(path);
        if (node == null || node.kind != StorageEntry.Kind.FILE) {
            throw new AgentException(
                    ErrorCode.FILE_MISSING, "unable to open missing file '" + display(path) + "' for read");
        }
        return node.content;
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        path.parent().ifPresent(this::createFolder);
        return new MemoryWriter(path);
    }

    private synchronized void put(StoragePath path, StorageEntry.Kind kind, byte[] content, Optional<String> target) {
        nodes.put(path, new Node(kind, content, clock.instant(), target));
    }

    @Override
    public synchronized void remove(StoragePath path) {
        Node node = nodes.get(path);
        if (node != null && node.kind == StorageEntry.Kind.PATH) {
            throw new AgentException(ErrorCode.FILE_REMOVE, "unable to remove '" + path + "': it is a folder");
        }
        nodes.remove(path);
    }

    @Override
    public synchronized void removeTree(StoragePath path) {
        nodes.keySet().removeIf(other -> other.equals(path) || other.value().startsWith(path.value() + "/"));
    }

    @Override
    public synchronized void createFolder(StoragePath path) {
        path.parent().ifPresent(this::createFolder);
        Node node = nodes.get(path);
        if (node != null && node.kind != StorageEntry.Kind.PATH) {
            throw new AgentException(ErrorCode.PATH_CREATE, "unable to create path '" + path + "': a file is there");
        }
        if (node == null) {
            put(path, StorageEntry.Kind.PATH, new byte[0], Optional.empty());
        }
    }

    @Override
    public void syncFolder(StoragePath path) {}

    @Override
    public void link(StoragePath path, String target) {
        path.parent().ifPresent(this::createFolder);
        put(path, StorageEntry.Kind.LINK, new byte[0], Optional.of(target));
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        path.parent().ifPresent(this::createFolder);
        put(path, StorageEntry.Kind.FILE, content(existing), Optional.empty());
    }

    @Override
    public Features features() {
        return new Features(true, true, false);
    }

    @Override
    public String display(StoragePath path) {
        return "/" + path;
    }

    /** Collects the bytes of one file and stores them at commit. */
    private final class MemoryWriter extends StorageWriter {
        private final StoragePath path;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryWriter(StoragePath path) {
            this.path = path;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes.write(source, offset, length);
        }

        @Override
        public void commit() {
            put(path, StorageEntry.Kind.FILE, bytes.toByteArray(), Optional.empty());
        }
    }
}
