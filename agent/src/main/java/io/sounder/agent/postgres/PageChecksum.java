package io.sounder.agent.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * PostgreSQL's checksum of a data page: 32 lanes that the compiler maps to vector registers. Reuses its lanes, so it
 * belongs to one thread.
 */
final class PageChecksum {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int LANES = 32;
    private static final int ROW = LANES * Integer.BYTES;
    private static final int PRIME = 16777619;
    private static final int CHECKSUM_AT = 8;
    private static final int[] START = {
        0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c,
        0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb,
        0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4,
        0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756
    };
    private final int[] lanes = new int[LANES];

    /**
     * The checksum, 1..65535, of the page that begins at {@code offset}. Its own checksum field counts as zero; the array
     * is changed in between, and back again.
     *
     * @param block number of the page in the whole relation
     */
    int of(byte[] pages, int offset, int pageSize, long block) {
        byte low = pages[offset + CHECKSUM_AT];
        byte high = pages[offset + CHECKSUM_AT + 1];
        pages[offset + CHECKSUM_AT] = 0;
        pages[offset + CHECKSUM_AT + 1] = 0;
        int mixed = mix(pages, offset, pageSize);
        pages[offset + CHECKSUM_AT] = low;
        pages[offset + CHECKSUM_AT + 1] = high;
        return Integer.remainderUnsigned(mixed ^ (int) block, 65535) + 1;
    }

    private int mix(byte[] pages, int offset, int pageSize) {
        System.arraycopy(START, 0, lanes, 0, LANES);
        for (int at = offset; at < offset + pageSize; at += ROW) {
            for (int lane = 0; lane < LANES; lane++) {
                lanes[lane] = step(lanes[lane] ^ (int) WORD.get(pages, at + lane * Integer.BYTES));
            }
        }
        int all = 0;
        for (int lane = 0; lane < LANES; lane++) {
            all ^= step(step(lanes[lane]));
        }
        return all;
    }

    private static int step(int value) {
        return (value * PRIME) ^ (value >>> 17);
    }
}
