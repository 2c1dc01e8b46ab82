package io.sounder.agent.backup;

import io.sounder.agent.pipeline.Sha1;
import java.io.IOException;
import java.io.OutputStream;

/** Counts and digests what goes to a stored file; leaves closing, and with it success, to the owner of the file. */
final class StoredBytes extends OutputStream {
    private final OutputStream out;
    private final Sha1 sha1;
    private long size;

    StoredBytes(OutputStream out, Sha1 sha1) {
        this.out = out;
        this.sha1 = sha1;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        sha1.update(bytes, offset, length);
        out.write(bytes, offset, length);
        size += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        // The owner commits or aborts.
    }

    long size() {
        return size;
    }
}
