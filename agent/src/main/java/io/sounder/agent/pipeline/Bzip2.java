package io.sounder.agent.pipeline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Bzip2 streams of the library, which read and write single bytes and throw whatever comes up on damaged input. */
final class Bzip2 {
    private static final int LOWEST = BZip2CompressorOutputStream.MIN_BLOCKSIZE;
    private static final int HIGHEST = BZip2CompressorOutputStream.MAX_BLOCKSIZE;

    private Bzip2() {}

    /** @param level the size of blocks in units of 100 kB, 1..9 */
    static OutputStream compress(OutputStream out, int level) throws IOException {
        return new BZip2CompressorOutputStream(
                new BufferedOutputStream(out, CompressType.BUFFER), Math.clamp(level, LOWEST, HIGHEST));
    }

    /** Reads one stream or several that follow each other. */
    static InputStream decompress(InputStream in) throws IOException {
        try {
            return new Checked(new BZip2CompressorInputStream(new BufferedInputStream(in, CompressType.BUFFER), true));
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(RuntimeException cause) {
        return new IOException("bzip2 data is damaged", cause);
    }

    /** Turns what the decoder throws on damaged data to errors of reading. */
    private static final class Checked extends FilterInputStream {
        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (RuntimeException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (EOFException e) {
                throw new EOFException("bzip2 data is cut off");
            } catch (RuntimeException e) {
                throw damaged(e);
            }
        }

        @Override
        public long skip(long count) throws IOException {
            return Math.max(0, read(new byte[Math.clamp(count, 0, CompressType.BUFFER)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
