package io.sounder.agent.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a longer stream, which stays open: one file of a bundle. Not for several threads. */
final class SliceStream extends FilterInputStream {
    private static final int SKIP = 64 << 10;
    private long left;

    SliceStream(InputStream whole, long length) {
        super(whole);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        int b = left > 0 ? in.read() : -1;
        left = b < 0 ? left : left - 1;
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes(Math.clamp(count, 0, SKIP)).length;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Leaves the longer stream behind the last byte of this part. */
    @Override
    public void close() throws IOException {
        byte[] rest = new byte[(int) Math.min(SKIP, left)];
        while (left > 0 && read(rest, 0, rest.length) >= 0) {
            // what a decoder left unread
        }
    }
}
