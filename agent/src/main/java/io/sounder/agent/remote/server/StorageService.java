package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.Entries;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;

/** Serves a repository of this host. */
public final class StorageService implements Service {
    private static final int CHUNK = 256 << 10;
    private static final int BATCH = 64 << 10;

    private final Storage storage;
    private final Opened opened;
    private final StanzaScope scope;
    private final AutoCloseable locks;
    private final byte[] buffer = new byte[CHUNK];

    /**
     * @param scope the part of the repository that is given access to
     * @param locks to let go at the end
     */
    public StorageService(Storage storage, Opened opened, StanzaScope scope, AutoCloseable locks) {
        this.storage = storage;
        this.opened = opened;
        this.scope = scope;
        this.locks = locks;
    }

    @Override
    public Opened opened() {
        return opened;
    }

    @Override
    public boolean handle(Operation operation, FieldReader arguments, Frames frames) throws IOException {
        StoragePath path = new StoragePath(arguments.text());
        scope.require(path, operation.changes());
        switch (operation) {
            case INFO -> info(path, frames);
            case LIST -> list(storage.list(path), Entries::write, frames);
            case NAMES -> list(storage.names(path), (fields, name) -> fields.text(name), frames);
            case READ -> send(storage.read(path), path, frames);
            case READ_PART -> send(storage.read(path, arguments.number(), arguments.number()), path, frames);
            case WRITE -> receive(path, arguments.flag() ? WriteMode.ATOMIC : WriteMode.IN_PLACE, frames);
            default -> {
                return change(operation, path, arguments, frames);
            }
        }
        return true;
    }

    private boolean change(Operation operation, StoragePath path, FieldReader arguments, Frames frames)
            throws IOException {
        switch (operation) {
            case REMOVE -> storage.remove(path);
            case REMOVE_TREE -> storage.removeTree(path);
            case CREATE_FOLDER -> storage.createFolder(path);
            case SYNC_FOLDER -> storage.syncFolder(path);
            case LINK -> storage.link(path, arguments.text());
            case HARD_LINK -> {
                StoragePath existing = new StoragePath(arguments.text());
                scope.require(existing, true);
                storage.hardLink(path, existing);
            }
            default -> {
                return false;
            }
        }
        frames.send(FrameKind.REPLY);
        return true;
    }

    private void info(StoragePath path, Frames frames) throws IOException {
        FieldWriter reply = new FieldWriter();
        storage.info(path).ifPresentOrElse(entry -> Entries.write(reply.flag(true), entry), () -> reply.flag(false));
        frames.send(FrameKind.REPLY, reply);
    }

    private static <T> void list(List<T> items, BiConsumer<FieldWriter, T> writer, Frames frames) throws IOException {
        frames.send(FrameKind.REPLY);
        FieldWriter batch = new FieldWriter();
        for (T item : items) {
            writer.accept(batch, item);
            if (batch.length() >= BATCH) {
                frames.send(FrameKind.DATA, batch);
                batch = new FieldWriter();
            }
        }
        frames.send(FrameKind.DATA, batch);
        frames.send(FrameKind.END);
    }

    private void send(InputStream content, StoragePath path, Frames frames) throws IOException {
        try (content) {
            frames.send(FrameKind.REPLY);
            for (int count = read(content, path); count >= 0; count = read(content, path)) {
                frames.send(FrameKind.DATA, buffer, 0, count);
            }
            frames.send(FrameKind.END);
        }
    }

    private int read(InputStream content, StoragePath path) {
        try {
            return content.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }

    /** Takes in a file; an error is told at once, but what is on its way is taken off the line before the next request. */
    private void receive(StoragePath path, WriteMode mode, Frames frames) throws IOException {
        boolean wholeOnLine = true;
        try (StorageWriter writer = storage.write(path, mode)) {
            FrameKind kind = frames.receive();
            while (kind == FrameKind.DATA) {
                write(writer, path, frames);
                kind = frames.receive();
            }
            wholeOnLine = false;
            if (kind == FrameKind.END) {
                writer.commit();
            } else if (kind != FrameKind.ABORT) {
                throw new AgentException(ErrorCode.PROTOCOL, "unexpected " + kind + " frame within a file");
            }
        } catch (AgentException e) {
            frames.send(e);
            frames.flush();
            if (wholeOnLine) {
                drop(frames);
            }
            return;
        }
        frames.send(FrameKind.REPLY);
    }

    private void write(StorageWriter writer, StoragePath path, Frames frames) {
        try {
            writer.write(frames.payload(), 0, frames.length());
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }

    private static void drop(Frames frames) throws IOException {
        FrameKind kind = frames.receive();
        while (kind == FrameKind.DATA) {
            kind = frames.receive();
        }
    }

    @Override
    public void close() {
        Locks.release(locks);
    }
}
