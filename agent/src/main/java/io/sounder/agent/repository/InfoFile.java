package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;

/**
 * An info file and its twin, which ends in {@code .copy} and has the same content: written one after the other, read from
 * the twin when the main file cannot be read.
 */
record InfoFile(Storage storage, StoragePath path) {
    static final String COPY = ".copy";

    /** Turns the bytes of a file into its content. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(InputStream in) throws IOException;
    }

    StoragePath copy() {
        return new StoragePath(path.value() + COPY);
    }

    boolean exists() {
        return storage.exists(path) || storage.exists(copy());
    }

    void delete() {
        storage.remove(path);
        storage.remove(copy());
    }

    void save(byte[] content) {
        write(storage, path, content);
        write(storage, copy(), content);
    }

    <T> T load(Parser<T> parser) {
        try {
            return load(storage, path, parser);
        } catch (AgentException mainError) {
            try {
                return load(storage, copy(), parser);
            } catch (AgentException copyError) {
                throw both(mainError, copyError);
            }
        }
    }

    /** The error when neither can be read: a missing file says less than what is wrong with the other. */
    private AgentException both(AgentException mainError, AgentException copyError) {
        ErrorCode main = mainError.code();
        ErrorCode copy = copyError.code();
        ErrorCode code = ErrorCode.FILE_OPEN;
        if (main == copy || copy == ErrorCode.FILE_MISSING) {
            code = main;
        } else if (main == ErrorCode.FILE_MISSING) {
            code = copy;
        }
        String message = "unable to load info file '" + storage.display(path) + "' or '" + storage.display(copy())
                + "':\n" + name(main) + mainError.text() + "\n" + name(copy) + copyError.text();
        AgentException error = new AgentException(code, message, mainError);
        return code == ErrorCode.FILE_MISSING ? error.withHint("has a stanza-create been performed?") : error;
    }

    private static String name(ErrorCode code) {
        return code.label() + ": ";
    }

    static <T> T load(Storage storage, StoragePath path, Parser<T> parser) {
        try (InputStream in = storage.read(path)) {
            return parser.parse(in);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read '" + storage.display(path) + "': " + e.getMessage(), e);
        } catch (AgentException e) {
            if (e.code() == ErrorCode.FILE_MISSING || e.code() == ErrorCode.FILE_OPEN) {
                throw e;
            }
            throw new AgentException(e.code(), "unable to load '" + storage.display(path) + "': " + e.text(), e);
        }
    }

    static void write(Storage storage, StoragePath path, byte[] content) {
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            writer.write(content);
            writer.commit();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }
}
