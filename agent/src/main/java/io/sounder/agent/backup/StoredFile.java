package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the repository in the making: a bundle or a file that is stored alone. It comes into being with its first byte,
 * so that nothing is left of one that turns out to be unnecessary. Not for several threads.
 */
final class StoredFile extends OutputStream {
    private final Storage storage;
    private final StoragePath path;
    private @Nullable StorageWriter writer;
    private long size;

    StoredFile(Storage storage, StoragePath path) {
        this.storage = storage;
        this.path = path;
    }

    /** Makes the file although nothing may be written to it. */
    StorageWriter open() {
        if (writer == null) {
            writer = storage.write(path, WriteMode.IN_PLACE);
        }
        return writer;
    }

    @Override
    public void write(int b) throws IOException {
        open().write(b);
        size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        open().write(bytes, offset, length);
        size += length;
    }

    /** Bytes written so far. */
    long size() {
        return size;
    }

    /** Makes the file durable, if there is one. */
    void commit() {
        if (writer != null) {
            writer.commit();
        }
    }

    AgentException unwritable(IOException cause) {
        return new AgentException(
                ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + cause.getMessage(), cause);
    }

    /** Takes everything back unless it was committed. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
