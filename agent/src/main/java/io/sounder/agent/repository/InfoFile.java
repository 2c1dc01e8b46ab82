package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.pipeline.DecryptionException;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An info file and its twin, which ends in {@code .copy} and has the same content: written one after the other, read from
 * the twin when the main file cannot be read.
 */
record InfoFile(Storage storage, StoragePath path, Encryption encryption) {
    static final String COPY = ".copy";
    private static final byte[] ENCRYPTED = "Salted__".getBytes(StandardCharsets.US_ASCII);
    private static final int PEEK = ENCRYPTED.length;

    /** Turns the bytes of a file into its content. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(InputStream in) throws IOException;
    }

    StoragePath copy() {
        return new StoragePath(path.value() + COPY);
    }

    /** The plain bytes of one of the two. */
    InputStream open(Twin twin) {
        return encryption.decrypt(storage.read(twin == Twin.MAIN ? path : copy()));
    }

    boolean exists() {
        return storage.exists(path) || storage.exists(copy());
    }

    void delete() {
        storage.remove(path);
        storage.remove(copy());
    }

    void save(byte[] content) {
        write(path, content);
        write(copy(), content);
    }

    <T> T load(Parser<T> parser) {
        try {
            return load(path, parser);
        } catch (AgentException mainError) {
            try {
                return load(copy(), parser);
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

    /** Reads the file when it has no twin. */
    <T> T loadAlone(Parser<T> parser) {
        return load(path, parser);
    }

    private <T> T load(StoragePath file, Parser<T> parser) {
        try (PushbackInputStream in = new PushbackInputStream(encryption.decrypt(storage.read(file)), PEEK)) {
            requireReadable(in);
            return parser.parse(in);
        } catch (DecryptionException e) {
            throw named(file, undecipherable(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read '" + storage.display(file) + "': " + e.getMessage(), e);
        } catch (AgentException e) {
            if (e.code() == ErrorCode.FILE_MISSING || e.code() == ErrorCode.FILE_OPEN) {
                throw e;
            }
            throw named(file, e);
        }
    }

    private AgentException named(StoragePath file, AgentException e) {
        return new AgentException(e.code(), "unable to load '" + storage.display(file) + "': " + e.text(), e);
    }

    /** Looks at the first bytes, which tell a wrong pass phrase, or a missing one, before they are taken for a section. */
    private void requireReadable(PushbackInputStream in) throws IOException {
        byte[] first = in.readNBytes(PEEK);
        in.unread(first);
        if (encryption.isNone() && Arrays.equals(first, ENCRYPTED)) {
            throw new AgentException(ErrorCode.FORMAT, "it is encrypted")
                    .withHint("is option 'repo-cipher-type' missing for this repository?");
        }
        if (!encryption.isNone() && first.length > 0 && first[0] != '[') {
            throw undecipherable("what comes out is no info file");
        }
    }

    private static AgentException undecipherable(String reason) {
        return new AgentException(ErrorCode.CRYPTO, "unable to decrypt: " + reason)
                .withHint("is option 'repo-cipher-pass' the one that the repository was made with?");
    }

    private void write(StoragePath file, byte[] content) {
        try (StorageWriter writer = storage.write(file, WriteMode.ATOMIC)) {
            try (OutputStream out = encryption.encrypt(writer)) {
                out.write(content);
            }
            writer.commit();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write '" + storage.display(file) + "': " + e.getMessage(), e);
        }
    }
}
