package io.sounder.agent.block;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stretch of a stream that ends after some bytes; closing it leaves the stream open. Not for use by several threads. */
final class StoredPart extends FilterInputStream {
    private long left;

    StoredPart(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int value = in.read();
        if (value >= 0) {
            left--;
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count > 0) {
            left -= count;
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Passes over what was not read, so that the stream stands behind the part. */
    void finish() throws IOException {
        try {
            in.skipNBytes(left);
        } catch (EOFException e) {
            throw new IOException("the stored file ends within a super block", e);
        }
        left = 0;
    }

    @Override
    public void close() {
        // The stream goes on behind this part.
    }
}
