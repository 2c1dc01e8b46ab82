package io.sounder.agent.remote.client;

import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.storage.StorageWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a file on another host; small writes are gathered. Not for use by several threads. */
final class RemoteWriter extends StorageWriter {
    private static final int GATHER = 64 << 10;
    private static final int LONGEST = 256 << 10;

    private final RemoteHost host;
    private final byte[] gathered = new byte[GATHER];
    private int count;
    private @Nullable Connection connection;
    private boolean failed;

    RemoteWriter(RemoteHost host, FieldWriter request) {
        this.host = host;
        this.connection = host.take();
        connection.send(FrameKind.REQUEST, request);
    }

    @Override
    public void write(int value) throws IOException {
        if (count == GATHER) {
            drain();
        }
        gathered[count++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > GATHER - count) {
            drain();
        }
        if (length <= GATHER) {
            System.arraycopy(bytes, offset, gathered, count, length);
            count += length;
            return;
        }
        for (int done = 0; done < length; done += LONGEST) {
            send(bytes, offset + done, Math.min(LONGEST, length - done));
        }
    }

    private void drain() throws IOException {
        if (count > 0) {
            send(gathered, 0, count);
            count = 0;
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        Connection open = open();
        if (open.answered()) {
            // Nothing but an error can come before the end.
            failed = true;
            throw open.unexpected(open.receive());
        }
        open.data(bytes, offset, length);
    }

    private Connection open() throws IOException {
        if (connection == null) {
            throw new IOException("the file is closed");
        }
        return connection;
    }

    @Override
    public void commit() {
        Connection open = connection;
        if (open == null) {
            throw new IllegalStateException("the file is closed");
        }
        try {
            if (count > 0) {
                open.data(gathered, 0, count);
                count = 0;
            }
            open.send(FrameKind.END);
            open.reply();
        } finally {
            release();
        }
    }

    private void release() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            host.giveBack(open);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        try {
            if (open.usable()) {
                open.send(FrameKind.ABORT);
                if (!failed) {
                    open.reply();
                }
            }
        } finally {
            release();
        }
    }
}
