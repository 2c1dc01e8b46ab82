package io.sounder.agent.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;

/**
 * Small pieces of data compressed for a network: four bytes of original length, then an lz4 block. Data that does not get
 * smaller is sent as it is, and what follows it is not tried for a while. The packing side is not for several threads.
 */
public final class NetworkBlocks {
    private static final int HEADER = Integer.BYTES;
    private static final int LARGEST = 1 << 20;
    private static final int PAUSE = 16;

    private final LZ4Compressor compressor = Lz4Frame.factory().fastCompressor();
    private byte[] packed = new byte[0];
    private int pause;

    /** Packs a piece into {@link #packed}; its length there, or 0 when it is not worth it. */
    public int pack(byte[] bytes, int length) {
        if (pause > 0) {
            pause--;
            return 0;
        }
        int most = HEADER + compressor.maxCompressedLength(length);
        if (packed.length < most) {
            packed = new byte[most];
        }
        ByteBuffer.wrap(packed).putInt(length);
        int size = HEADER + compressor.compress(bytes, 0, length, packed, HEADER, most - HEADER);
        if (size > length - length / 8) {
            pause = PAUSE;
            return 0;
        }
        return size;
    }

    public byte[] packed() {
        return packed;
    }

    /** The buffer if it has room for what is packed, or else a new one. */
    public static byte[] room(byte[] packed, int length, byte[] buffer) throws IOException {
        int size = length < HEADER ? -1 : ByteBuffer.wrap(packed).getInt();
        if (size < 0 || size > LARGEST) {
            throw new IOException("a compressed piece claims a length of " + size);
        }
        return buffer.length >= size ? buffer : new byte[size];
    }

    /** Unpacks a piece; the length of the original. */
    public static int unpack(byte[] packed, int length, byte[] target) throws IOException {
        int size = ByteBuffer.wrap(packed).getInt();
        try {
            int count =
                    Lz4Frame.factory().safeDecompressor().decompress(packed, HEADER, length - HEADER, target, 0, size);
            if (count != size) {
                throw new IOException("a compressed piece has " + count + " bytes instead of " + size);
            }
            return count;
        } catch (LZ4Exception e) {
            throw new IOException("a compressed piece is damaged", e);
        }
    }
}
