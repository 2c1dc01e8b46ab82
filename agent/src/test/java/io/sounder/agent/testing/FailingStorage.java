package io.sounder.agent.testing;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
        return (Storage)
                Proxy.newProxyInstance(Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, this::call);
    }

    /** How many accesses failed. */
    public int failures() {
        return failed.size();
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(storage, arguments);
            boolean fails = arguments != null
                    && arguments[0] instanceof StoragePath path
                    && path.value().contains(name)
                    && (result instanceof InputStream || result instanceof StorageWriter)
                    && failed.add(method.getName() + " " + path.value());
            if (!fails) {
                return result;
            }
            return result instanceof InputStream in ? new Breaking(in) : new Refusing((StorageWriter) result);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
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

    private static final class Refusing extends StorageWriter {
        private final StorageWriter writer;

        Refusing(StorageWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writer.write(bytes, offset, Math.min(length, GOOD_BYTES));
            throw new IOException("the medium cannot be written");
        }

        @Override
        public void commit() {
            writer.commit();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
