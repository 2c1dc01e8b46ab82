package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.StreamingXXHash32;

/**
 * Writes one lz4 frame of independent blocks. Levels are those of liblz4: up to 2 fast, from 3 on
 * high compression. Buffers grow with the content, so that small files stay cheap. Not for use by several threads.
 */
final class Lz4FrameOutputStream extends OutputStream {
    private static final int BLOCK_CODE = 5;
    private static final int BLOCK = Lz4Frame.blockSize(BLOCK_CODE);
    private static final int FIRST_BUFFER = 16 << 10;
    private static final int FIRST_HIGH_LEVEL = 3;
    private static final int LONGEST_HEADER = 7;

    private final OutputStream out;
    private final LZ4Compressor compressor;
    private final Optional<StreamingXXHash32> hash;
    private byte[] gathered = new byte[FIRST_BUFFER];
    private byte[] compressed = new byte[0];
    private int count;
    private boolean started;
    private boolean closed;

    /** @param checksum whether the frame ends with a checksum of its content */
    Lz4FrameOutputStream(OutputStream out, int level, boolean checksum) {
        this.out = out;
        hash = checksum ? Optional.of(Lz4Frame.contentHash()) : Optional.empty();
        LZ4Factory factory = Lz4Frame.factory();
        compressor = level < FIRST_HIGH_LEVEL ? factory.fastCompressor() : factory.highCompressor(level);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (hash.isPresent()) {
            hash.get().update(bytes, offset, length);
        }
        int at = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, BLOCK - count);
            if (part == BLOCK) {
                block(bytes, at, part);
            } else {
                gather(bytes, at, part);
            }
            at += part;
            left -= part;
        }
    }

    private void gather(byte[] bytes, int offset, int length) throws IOException {
        if (gathered.length - count < length) {
            gathered = Arrays.copyOf(gathered, Math.min(BLOCK, Math.max(gathered.length * 4, count + length)));
        }
        System.arraycopy(bytes, offset, gathered, count, length);
        count += length;
        if (count == BLOCK) {
            block(gathered, 0, count);
            count = 0;
        }
    }

    /** Writes one block, after the frame header if it is the first. */
    private void block(byte[] bytes, int offset, int length) throws IOException {
        int needed = LONGEST_HEADER + 4 + compressor.maxCompressedLength(length) + 8;
        if (compressed.length < needed) {
            compressed = new byte[needed];
        }
        int at = started ? 0 : header(length);
        int size = compressor.compress(bytes, offset, length, compressed, at + 4, needed - at - 4);
        if (size < length) {
            Lz4Frame.putInt(compressed, at, size);
        } else {
            Lz4Frame.putInt(compressed, at, length | Lz4Frame.UNCOMPRESSED);
            System.arraycopy(bytes, offset, compressed, at + 4, length);
            size = length;
        }
        out.write(compressed, 0, at + 4 + size);
    }

    /** Puts the frame header into the output buffer; a frame of one small block says so, to spare readers memory. */
    private int header(int firstBlock) {
        started = true;
        int code = Lz4Frame.SMALLEST_CODE;
        while (Lz4Frame.blockSize(code) < firstBlock) {
            code++;
        }
        Lz4Frame.putInt(compressed, 0, Lz4Frame.MAGIC);
        compressed[4] =
                (byte) (Lz4Frame.VERSION | Lz4Frame.INDEPENDENT | (hash.isPresent() ? Lz4Frame.CONTENT_CHECKSUM : 0));
        compressed[5] = (byte) (code << 4);
        compressed[6] = (byte) Lz4Frame.headerChecksum(compressed, 4, 2);
        return LONGEST_HEADER;
    }

    @Override
    public void flush() throws IOException {
        out.flush(); // what is gathered waits for its block
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (count > 0) {
            block(gathered, 0, count);
        }
        byte[] end = new byte[LONGEST_HEADER + 8];
        int at = 0;
        if (!started) {
            compressed = end;
            at = header(0);
        }
        Lz4Frame.putInt(end, at, 0);
        at += 4;
        if (hash.isPresent()) {
            Lz4Frame.putInt(end, at, hash.get().getValue());
            at += 4;
        }
        out.write(end, 0, at);
        out.close();
    }
}
