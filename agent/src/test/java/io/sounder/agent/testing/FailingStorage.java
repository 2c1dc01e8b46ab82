package io.sounder.agent.testing;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A storage on a medium that fails in the middle of the first time that each of some files is written, and read. */
public final class FailingStorage {
    private static final int GOOD_BYTES = 10;

    private final Storage storage;
    private final String name;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** @param name part of the paths that are concerned */
    public FailingStorage(Storage storage, String name) {
        this.storage = storage;
        this.name = name;
    }

    /** The storage that fails. */
    public Storage storage() {
        return WrappedStorage.of(storage, this::answer);
    }

    /** How many accesses failed. */
    public int failures() {
        return failed.size();
    }

    private Object answer(String method, StoragePath path, Object answer) {
        boolean fails = path.value().contains(name)
                && (answer instanceof InputStream || answer instanceof StorageWriter)
                && failed.add(method + " " + path.value());
        if (!fails) {
            return answer;
        }
        return answer instanceof InputStream in
                ? new Breaking(in)
                : new WrappedStorage.RefusingWriter((StorageWriter) answer, GOOD_BYTES, "the medium cannot be written");
    }

    private static final class Breaking extends FilterInputStream {
        private boolean begun;

        Breaking(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (begun) {
                throw new IOException("the medium cannot be read");
            }
            begun = true;
            return super.read(bytes, offset, Math.min(length, GOOD_BYTES));
        }

        @Override
        public int read() throws IOException {
            throw new IOException("the medium cannot be read");
        }
    }
}
