package io.sounder.agent.postgres;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * PostgreSQL's checksum of a data page: 32 lanes, each over every 32nd word, taken eight at a time so that they stay in
 * registers with either compiler of the JVM. Reuses its words, so it belongs to one thread.
 */
final class PageChecksum {
    private static final int LANES = 32;
    private static final int AT_ONCE = 8;
    private static final int PRIME = 16777619;
    /** The word whose low half is the page's own checksum. */
    private static final int CHECKSUM_WORD = 2;

    private static final int ALL_BUT_CHECKSUM = 0xffff0000;
    private static final int[] START = {
        0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c,
        0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb,
        0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4,
        0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756
    };
    private int[] words = new int[0];

    /**
     * The checksum, 1..65535, of the page that begins at {@code offset}. Its own checksum field counts as zero.
     *
     * @param block number of the page in the whole relation
     */
    int of(byte[] pages, int offset, int pageSize, long block) {
        int count = pageSize / Integer.BYTES;
        if (words.length != count) {
            words = new int[count];
        }
        ByteBuffer.wrap(pages, offset, pageSize)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(words);
        words[CHECKSUM_WORD] &= ALL_BUT_CHECKSUM;
        int mixed = 0;
        for (int first = 0; first < LANES; first += AT_ONCE) {
            mixed ^= mix(words, first);
        }
        return Integer.remainderUnsigned(mixed ^ (int) block, 65535) + 1;
    }

    /** Eight neighbouring lanes from the first one on. */
    private static int mix(int[] words, int first) {
        int a = START[first];
        int b = START[first + 1];
        int c = START[first + 2];
        int d = START[first + 3];
        int e = START[first + 4];
        int f = START[first + 5];
        int g = START[first + 6];
        int h = START[first + 7];
        for (int at = first; at < words.length; at += LANES) {
            a = step(a ^ words[at]);
            b = step(b ^ words[at + 1]);
            c = step(c ^ words[at + 2]);
            d = step(d ^ words[at + 3]);
            e = step(e ^ words[at + 4]);
            f = step(f ^ words[at + 5]);
            g = step(g ^ words[at + 6]);
            h = step(h ^ words[at + 7]);
        }
        return last(a) ^ last(b) ^ last(c) ^ last(d) ^ last(e) ^ last(f) ^ last(g) ^ last(h);
    }

    private static int step(int value) {
        return (value * PRIME) ^ (value >>> 17);
    }

    /** Two more steps with zero words. */
    private static int last(int lane) {
        return step(step(lane));
    }
}
