package io.sounder.agent.testing;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A storage of which some answers are replaced, such as a stream by one that breaks. */
public final class WrappedStorage {
    private WrappedStorage() {}

    /** Sees what each call gives back. */
    @FunctionalInterface
    public interface Change {
        /**
         * The answer of a call, changed or as it is.
         *
         * @param method its name
         * @param path its first argument
         */
        Object answer(String method, StoragePath path, Object answer);
    }

    /** A storage whose methods with a path answer what the change makes of it. */
    public static Storage of(Storage storage, Change change) {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (_, method, arguments) -> call(storage, change, method, arguments));
    }

    private static Object call(Storage storage, Change change, Method method, Object[] arguments) throws Throwable {
        try {
            Object answer = method.invoke(storage, arguments);
            return arguments != null && arguments[0] instanceof StoragePath path
                    ? change.answer(method.getName(), path, answer)
                    : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Takes a few bytes and no more. */
    public static final class RefusingWriter extends StorageWriter {
        private final StorageWriter writer;
        private final int goodBytes;
        private final String message;

        /** @param message of the error at the first write, when the good bytes are written */
        public RefusingWriter(StorageWriter writer, int goodBytes, String message) {
            this.writer = writer;
            this.goodBytes = goodBytes;
            this.message = message;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writer.write(bytes, offset, Math.min(length, goodBytes));
            throw new IOException(message);
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
