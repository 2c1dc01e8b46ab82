package io.sounder.agent.pipeline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on and keeps their number and SHA-1. Ask for the results after the last write. Not for several threads. */
public final class CountingSha1OutputStream extends FilterOutputStream {
    private final Sha1 digest = Sha1.forBulk();
    private final byte[] single = new byte[1];
    private long size;

    public CountingSha1OutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        single[0] = (byte) b;
        digest.update(single, 0, 1);
        size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        size += length;
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    /** The SHA-1 in 40 lower-case hex digits; starts the digest anew. */
    public String sha1() {
        return digest.hex();
    }
}
