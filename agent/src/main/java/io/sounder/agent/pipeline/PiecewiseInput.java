package io.sounder.agent.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a stage makes out of its input piece by piece, given out byte by byte. Not thread-safe. */
abstract class PiecewiseInput extends FilterInputStream {
    /** Where {@link #filledTo} and {@link #readAt} count. */
    byte[] piece;

    int readAt;
    int filledTo;
    boolean ended;

    PiecewiseInput(InputStream in, byte[] piece) {
        super(in);
        this.piece = piece;
    }

    /** Makes the next piece, which may be empty, or sets {@link #ended}. All of the last one has been read. */
    abstract void next() throws IOException;

    /** Makes sure that there is something to read; false at the end. */
    private boolean fill() throws IOException {
        while (readAt == filledTo && !ended) {
            next();
        }
        return readAt < filledTo;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[readAt++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, filledTo - readAt);
        System.arraycopy(piece, readAt, bytes, offset, count);
        readAt += count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        int part = fill() ? Math.clamp(count, 0, filledTo - readAt) : 0;
        readAt += part;
        return part;
    }

    @Override
    public int available() {
        return filledTo - readAt;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
