package io.sounder.agent.block;

import static io.sounder.agent.block.JavaBlockHash.avalanche;
import static io.sounder.agent.block.JavaBlockHash.fold;
import static io.sounder.agent.block.JavaBlockHash.word;

/** XXH3 with 128 bits of at most 240 bytes, for which there are four recipes by length. */
record ShortHash(long low, long high) {
    static final int LONGEST = 240;

    private static final int TINY = 16;
    private static final int SMALL = 128;

    static ShortHash of(byte[] bytes, int at, int length) {
        if (length == 0) {
            return new ShortHash(
                    avalanche64(Secret.word(64) ^ Secret.word(72)), avalanche64(Secret.word(80) ^ Secret.word(88)));
        }
        if (length <= 3) {
            return upTo3(bytes, at, length);
        }
        if (length <= 8) {
            return upTo8(bytes, at, length);
        }
        if (length <= TINY) {
            return upTo16(bytes, at, length);
        }
        return new Mix(bytes, at, length).hash();
    }

    private static long avalanche64(long value) {
        long mixed = (value ^ (value >>> 33)) * JavaBlockHash.PRIME64_2;
        mixed = (mixed ^ (mixed >>> 29)) * JavaBlockHash.PRIME64_3;
        return mixed ^ (mixed >>> 32);
    }

    private static ShortHash upTo3(byte[] bytes, int at, int length) {
        int combined = (bytes[at] & 0xFF) << 16
                | (bytes[at + (length >> 1)] & 0xFF) << 24
                | (bytes[at + length - 1] & 0xFF)
                | length << 8;
        int turned = Integer.rotateLeft(Integer.reverseBytes(combined), 13);
        return new ShortHash(
                avalanche64(Integer.toUnsignedLong(combined) ^ Secret.half(0) ^ Secret.half(4)),
                avalanche64(Integer.toUnsignedLong(turned) ^ Secret.half(8) ^ Secret.half(12)));
    }

    private static long half(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL)
                | (bytes[at + 1] & 0xFFL) << 8
                | (bytes[at + 2] & 0xFFL) << 16
                | (bytes[at + 3] & 0xFFL) << 24;
    }

    private static ShortHash upTo8(byte[] bytes, int at, int length) {
        long input = half(bytes, at) | half(bytes, at + length - 4) << 32;
        long keyed = input ^ Secret.word(16) ^ Secret.word(24);
        long factor = JavaBlockHash.PRIME64_1 + ((long) length << 2);
        long low = keyed * factor;
        long high = Math.unsignedMultiplyHigh(keyed, factor) + (low << 1);
        low ^= high >>> 3;
        low = (low ^ (low >>> 35)) * 0x9FB21C651E98DF25L;
        return new ShortHash(low ^ (low >>> 28), avalanche(high));
    }

    private static ShortHash upTo16(byte[] bytes, int at, int length) {
        long first = word(bytes, at);
        long last = word(bytes, at + length - 8);
        long keyed = first ^ last ^ Secret.word(32) ^ Secret.word(40);
        long low = keyed * JavaBlockHash.PRIME64_1 + ((long) (length - 1) << 54);
        long keyedLast = last ^ Secret.word(48) ^ Secret.word(56);
        long high = Math.unsignedMultiplyHigh(keyed, JavaBlockHash.PRIME64_1)
                + keyedLast
                + (keyedLast & 0xFFFFFFFFL) * (JavaBlockHash.PRIME32_2 - 1);
        low ^= Long.reverseBytes(high);
        long resultHigh = Math.unsignedMultiplyHigh(low, JavaBlockHash.PRIME64_2) + high * JavaBlockHash.PRIME64_2;
        return new ShortHash(avalanche(low * JavaBlockHash.PRIME64_2), avalanche(resultHigh));
    }

    /** 17 to 240 bytes: pairs of 16 bytes are mixed into two sums. For one input. */
    private static final class Mix {
        private static final int MIDDLE_KEY = 3;
        private static final int LAST_KEY = 103;

        private final byte[] bytes;
        private final int start;
        private final int length;
        private long low;
        private long high;

        Mix(byte[] bytes, int start, int length) {
            this.bytes = bytes;
            this.start = start;
            this.length = length;
            this.low = length * JavaBlockHash.PRIME64_1;
        }

        ShortHash hash() {
            if (length <= SMALL) {
                small();
            } else {
                middle();
            }
            long mixedHigh =
                    low * JavaBlockHash.PRIME64_1 + high * JavaBlockHash.PRIME64_4 + length * JavaBlockHash.PRIME64_2;
            return new ShortHash(avalanche(low + high), -avalanche(mixedHigh));
        }

        private void small() {
            for (int pair = (length - 1) / 32; pair >= 0; pair--) {
                add(16 * pair, length - 16 * (pair + 1), 32 * pair);
            }
        }

        private void middle() {
            for (int at = 0; at < SMALL; at += 32) {
                add(at, at + 16, at);
            }
            low = avalanche(low);
            high = avalanche(high);
            for (int at = SMALL; at + 32 <= length; at += 32) {
                add(at, at + 16, MIDDLE_KEY + at - SMALL);
            }
            add(length - 16, length - 32, LAST_KEY);
        }

        private void add(int one, int other, int key) {
            low = (low + mixed(one, key)) ^ (at(other) + at(other + 8));
            high = (high + mixed(other, key + 16)) ^ (at(one) + at(one + 8));
        }

        private long mixed(int at, int key) {
            return fold(at(at) ^ Secret.word(key), at(at + 8) ^ Secret.word(key + 8));
        }

        private long at(int position) {
            return word(bytes, start + position);
        }
    }
}
