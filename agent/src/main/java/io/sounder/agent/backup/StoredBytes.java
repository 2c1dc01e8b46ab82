package io.sounder.agent.backup;

import io.sounder.agent.pipeline.Sha1;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Counts, and where wanted digests, what goes to a stored file; leaves closing, and with it success, to the owner of the file. */
final class StoredBytes extends OutputStream {
    private final OutputStream out;
    private final Optional<Sha1> sha1;
    private long size;

    StoredBytes(OutputStream out, Optional<Sha1> sha1) {
        this.out = out;
        this.sha1 = sha1;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (sha1.isPresent()) {
            sha1.get().update(bytes, offset, length);
        }
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
