package io.sounder.agent.files;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.pipeline.ByteCopy;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Moves single files between a repository and streams, decrypting and encrypting, but not decompressing. */
public final class FileTransfer {
    private final Storage storage;
    private final int bufferSize;

    public FileTransfer(Storage storage, int bufferSize) {
        this.storage = storage;
        this.bufferSize = bufferSize;
    }

    /** Writes a file of the repository to a stream; error 55 when it is missing. */
    public void get(StoragePath path, Encryption encryption, OutputStream out) {
        try (InputStream in = encryption.decrypt(storage.read(path))) {
            new ByteCopy(bufferSize).copy(in, out);
            out.flush();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }

    /** Stores what a stream gives; nothing is changed unless all of it was read. */
    public void put(StoragePath path, Encryption encryption, InputStream in) {
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            try (OutputStream encrypted = encryption.encrypt(writer)) {
                new ByteCopy(bufferSize).copy(in, encrypted);
            }
            writer.commit();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }

    /** Removes a file, link or folder, if it is there; error 31 for a folder with content unless {@code recurse}. */
    public void remove(StoragePath path, boolean recurse) {
        boolean folder = storage.info(path).map(entry -> entry.isPath()).orElse(false);
        if (!folder) {
            storage.remove(path);
            return;
        }
        if (!recurse && !storage.names(path).isEmpty()) {
            throw new AgentException(ErrorCode.OPTION_INVALID, "recurse option must be used to delete non-empty path");
        }
        storage.removeTree(path);
    }
}
