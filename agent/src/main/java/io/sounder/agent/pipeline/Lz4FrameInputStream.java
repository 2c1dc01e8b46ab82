package io.sounder.agent.pipeline;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.StreamingXXHash32;

/**
 * Reads lz4 frames with linked or independent blocks; the content checksum, if there is one, is verified at the end. Frames
 * may follow each other. Not for use by several threads.
 */
final class Lz4FrameInputStream extends PiecewiseInput {
    private static final int BLOCKS_IN_WINDOW = 4;
    private static final int LARGEST_HEADER = 19;

    private final byte[] header = new byte[LARGEST_HEADER];
    private final LZ4SafeDecompressor independentDecoder = Lz4Frame.factory().safeDecompressor();
    private final StreamingXXHash32 hash = Lz4Frame.contentHash();
    private byte[] compressed = new byte[0];
    private int flags;
    private int blockSize;
    private boolean inFrame;

    Lz4FrameInputStream(InputStream in) throws IOException {
        super(in, new byte[0]);
        if (!startFrame()) {
            throw new EOFException("lz4 data is cut off: there is no frame");
        }
    }

    /** Decodes straight into the caller's array where a whole block has room there and nothing looks back at it. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        boolean direct = readAt == filledTo && inFrame && has(Lz4Frame.INDEPENDENT) && length >= blockSize;
        int count = direct ? block(bytes, offset) : 0;
        return count > 0 ? count : super.read(bytes, offset, length);
    }

    @Override
    void next() throws IOException {
        if (inFrame) {
            nextBlock();
        } else {
            ended = !startFrame();
        }
    }

    private boolean startFrame() throws IOException {
        int count = in.readNBytes(header, 0, 4);
        if (count == 0) {
            return false;
        }
        if (count < 4 || Lz4Frame.getInt(header, 0) != Lz4Frame.MAGIC) {
            throw Lz4Block.damaged("this is not an lz4 frame");
        }
        read(header, 2);
        flags = header[0];
        int code = (header[1] >>> 4) & 7;
        boolean known = (flags & Lz4Frame.VERSION_MASK) == Lz4Frame.VERSION
                && (flags & (Lz4Frame.RESERVED | Lz4Frame.DICTIONARY)) == 0
                && code >= Lz4Frame.SMALLEST_CODE;
        if (!known) {
            throw Lz4Block.damaged("unknown frame descriptor");
        }
        int length = has(Lz4Frame.CONTENT_SIZE) ? 10 : 2;
        readFully(header, 2, length - 2 + 1);
        if (Lz4Frame.headerChecksum(header, 0, length) != (header[length] & 0xFF)) {
            throw Lz4Block.damaged("the frame descriptor has a wrong checksum");
        }
        blockSize = Lz4Frame.blockSize(code);
        hash.reset();
        readAt = 0;
        filledTo = 0;
        inFrame = true;
        return true;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private void nextBlock() throws IOException {
        makeRoom();
        filledTo += block(piece, filledTo);
    }

    /** Puts the next block of the frame into an array that has room for a whole one; its size, 0 at the end of the frame. */
    private int block(byte[] target, int at) throws IOException {
        read(header, 4);
        int size = Lz4Frame.getInt(header, 0);
        if (size == 0) {
            endFrame();
            return 0;
        }
        boolean stored = (size & Lz4Frame.UNCOMPRESSED) != 0;
        int length = size & ~Lz4Frame.UNCOMPRESSED;
        if (length > blockSize) {
            throw Lz4Block.damaged("a block is larger than the frame allows");
        }
        int count = length;
        if (stored) {
            readFully(target, at, length);
        } else {
            if (compressed.length < length) {
                compressed = new byte[Math.min(blockSize, Math.max(length, compressed.length * 2))];
            }
            read(compressed, length);
            count = decode(length, target, at);
        }
        if (has(Lz4Frame.BLOCK_CHECKSUM)) {
            read(header, 4); // covers what the content checksum or the digest of the file covers again
        }
        if (has(Lz4Frame.CONTENT_CHECKSUM)) {
            hash.update(target, at, count);
        }
        return count;
    }

    private int decode(int length, byte[] target, int at) throws IOException {
        if (!has(Lz4Frame.INDEPENDENT)) {
            return Lz4Block.decode(compressed, 0, length, target, at, at + blockSize) - at;
        }
        try {
            return independentDecoder.decompress(compressed, 0, length, target, at, blockSize);
        } catch (LZ4Exception e) {
            throw new IOException("lz4 data is damaged: a block cannot be decoded", e);
        }
    }

    /** Makes room for a block behind the history that matches may reach back to; everything before has been read. */
    private void makeRoom() {
        int history = has(Lz4Frame.INDEPENDENT) ? 0 : Math.min(filledTo, Lz4Block.HISTORY);
        if (history == 0) {
            filledTo = 0;
        }
        int needed = filledTo + blockSize + Lz4Block.SLACK;
        if (needed > piece.length) {
            int blocks = has(Lz4Frame.INDEPENDENT) || blockSize > Lz4Block.HISTORY ? 1 : BLOCKS_IN_WINDOW;
            int size = filledTo == 0 ? needed : Lz4Block.HISTORY + blocks * blockSize + Lz4Block.SLACK;
            byte[] target = size > piece.length ? new byte[size] : piece;
            System.arraycopy(piece, filledTo - history, target, 0, history);
            piece = target;
            filledTo = history;
        }
        readAt = filledTo;
    }

    private void endFrame() throws IOException {
        inFrame = false;
        if (has(Lz4Frame.CONTENT_CHECKSUM)) {
            read(header, 4);
            if (Lz4Frame.getInt(header, 0) != hash.getValue()) {
                throw Lz4Block.damaged("the content has a wrong checksum");
            }
        }
    }

    private void read(byte[] target, int length) throws IOException {
        readFully(target, 0, length);
    }

    private void readFully(byte[] target, int offset, int length) throws IOException {
        if (in.readNBytes(target, offset, length) < length) {
            throw new EOFException("lz4 data is cut off");
        }
    }
}
