package io.sounder.agent.pipeline;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHashFactory;

/** Numbers of the lz4 frame format, and the functions it is built on: native ones where they can be loaded. */
final class Lz4Frame {
    static final int MAGIC = 0x184D2204;
    static final int VERSION = 0b0100_0000;
    static final int VERSION_MASK = 0b1100_0000;
    static final int INDEPENDENT = 0b0010_0000;
    static final int BLOCK_CHECKSUM = 0b0001_0000;
    static final int CONTENT_SIZE = 0b0000_1000;
    static final int CONTENT_CHECKSUM = 0b0000_0100;
    static final int RESERVED = 0b0000_0010;
    static final int DICTIONARY = 0b0000_0001;
    /** Set in the size of a block that is stored as it is. */
    static final int UNCOMPRESSED = 0x8000_0000;
    /** The smallest block size code: 64 KiB; each further one is four times as much. */
    static final int SMALLEST_CODE = 4;

    static final int LARGEST_CODE = 7;

    private Lz4Frame() {}

    /** Bytes of a full block. */
    static int blockSize(int code) {
        return 1 << (8 + 2 * code);
    }

    static LZ4Factory factory() {
        try {
            return LZ4Factory.nativeInstance();
        } catch (LinkageError | RuntimeException e) {
            return LZ4Factory.safeInstance(); // slower, but works where nothing native may be loaded
        }
    }

    static StreamingXXHash32 contentHash() {
        try {
            return XXHashFactory.nativeInstance().newStreamingHash32(0);
        } catch (LinkageError | RuntimeException e) {
            return XXHashFactory.safeInstance().newStreamingHash32(0);
        }
    }

    /** The byte that protects the frame descriptor. */
    static int headerChecksum(byte[] bytes, int offset, int length) {
        return (XXHashFactory.safeInstance().hash32().hash(bytes, offset, length, 0) >>> 8) & 0xFF;
    }

    static int getInt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | ((bytes[at + 3] & 0xFF) << 24);
    }

    static void putInt(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
    }
}
