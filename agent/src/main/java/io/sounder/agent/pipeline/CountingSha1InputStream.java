package io.sounder.agent.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps number and SHA-1 of the bytes read through it. Ask for the results after the last read. Not for several threads. */
public final class CountingSha1InputStream extends FilterInputStream {
    private final Sha1 digest = Sha1.forBulk();
    private final byte[] single = new byte[1];
    private long size;

    public CountingSha1InputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            single[0] = (byte) b;
            digest.update(single, 0, 1);
            size++;
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            digest.update(bytes, offset, count);
            size += count;
        }
        return count;
    }

    /** Reads and drops, so that skipped bytes count too. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes(Math.clamp(count, 0, CompressType.BUFFER)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Bytes read so far. */
    public long size() {
        return size;
    }

    /** The SHA-1 in 40 lower-case hex digits; starts the digest anew. */
    public String sha1() {
        return digest.hex();
    }
}
