package io.sounder.agent.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * XXH3 with 128 bits in Java, for machines without the library; two to four times slower. Holds no state between blocks.
 * Blocks of up to 240 bytes, which only the end of a file can be, are hashed by {@link ShortHash}. Not thread-safe.
 */
final class JavaBlockHash implements BlockHash {
    static final long PRIME32_1 = 0x9E3779B1L;
    static final long PRIME32_2 = 0x85EBCA77L;
    static final long PRIME32_3 = 0xC2B2AE3DL;
    static final long PRIME64_1 = 0x9E3779B185EBCA87L;
    static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
    static final long PRIME64_3 = 0x165667B19E3779F9L;
    static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
    static final long PRIME64_5 = 0x27D4EB2F165667C5L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW = 0xFFFFFFFFL;
    private static final int STRIPE = 64;
    private static final int STRIPES = 16;
    private static final int ROUND = STRIPE * STRIPES;
    private static final int LANES = 8;
    private static final int SCRAMBLE_KEY = 16;
    private static final int LAST_KEY = 121;
    private static final int LOW_KEY = 11;
    private static final int HIGH_KEY = 117;

    /** The secret as words, for the keys that are aligned to words. */
    private static final long[] WORDS = words(0, Secret.LENGTH / Long.BYTES);

    private static final long[] LAST_WORDS = words(LAST_KEY, LANES);

    private final long[] lanes = new long[LANES];

    private static long[] words(int at, int count) {
        long[] words = new long[count];
        Arrays.setAll(words, i -> Secret.word(at + i * Long.BYTES));
        return words;
    }

    @Override
    public void hash(byte[] bytes, int offset, int length, byte[] result) {
        long low;
        long high;
        if (length > ShortHash.LONGEST) {
            accumulate(bytes, offset, length);
            low = merge(LOW_KEY, length * PRIME64_1);
            high = merge(HIGH_KEY, ~(length * PRIME64_2));
        } else {
            ShortHash hash = ShortHash.of(bytes, offset, length);
            low = hash.low();
            high = hash.high();
        }
        BIG.set(result, 0, high);
        BIG.set(result, Long.BYTES, low);
    }

    private void accumulate(byte[] bytes, int offset, int length) {
        lanes[0] = PRIME32_3;
        lanes[1] = PRIME64_1;
        lanes[2] = PRIME64_2;
        lanes[3] = PRIME64_3;
        lanes[4] = PRIME64_4;
        lanes[5] = PRIME32_2;
        lanes[6] = PRIME64_5;
        lanes[7] = PRIME32_1;
        int rounds = (length - 1) / ROUND;
        int at = offset;
        for (int round = 0; round < rounds; round++) {
            stripes(bytes, at, STRIPES);
            scramble();
            at += ROUND;
        }
        stripes(bytes, at, (length - 1 - rounds * ROUND) / STRIPE);
        stripe(bytes, offset + length - STRIPE, LAST_WORDS);
    }

    /** Adds stripes of 64 bytes; the lanes live in registers meanwhile. */
    private void stripes(byte[] bytes, int offset, int count) {
        long l0 = lanes[0];
        long l1 = lanes[1];
        long l2 = lanes[2];
        long l3 = lanes[3];
        long l4 = lanes[4];
        long l5 = lanes[5];
        long l6 = lanes[6];
        long l7 = lanes[7];
        int at = offset;
        for (int key = 0; key < count; key++) {
            long v0 = (long) LONG.get(bytes, at);
            long v1 = (long) LONG.get(bytes, at + 8);
            long v2 = (long) LONG.get(bytes, at + 16);
            long v3 = (long) LONG.get(bytes, at + 24);
            long v4 = (long) LONG.get(bytes, at + 32);
            long v5 = (long) LONG.get(bytes, at + 40);
            long v6 = (long) LONG.get(bytes, at + 48);
            long v7 = (long) LONG.get(bytes, at + 56);
            l0 += v1 + product(v0 ^ WORDS[key]);
            l1 += v0 + product(v1 ^ WORDS[key + 1]);
            l2 += v3 + product(v2 ^ WORDS[key + 2]);
            l3 += v2 + product(v3 ^ WORDS[key + 3]);
            l4 += v5 + product(v4 ^ WORDS[key + 4]);
            l5 += v4 + product(v5 ^ WORDS[key + 5]);
            l6 += v7 + product(v6 ^ WORDS[key + 6]);
            l7 += v6 + product(v7 ^ WORDS[key + 7]);
            at += STRIPE;
        }
        lanes[0] = l0;
        lanes[1] = l1;
        lanes[2] = l2;
        lanes[3] = l3;
        lanes[4] = l4;
        lanes[5] = l5;
        lanes[6] = l6;
        lanes[7] = l7;
    }

    private void stripe(byte[] bytes, int at, long[] keys) {
        for (int i = 0; i < LANES; i++) {
            long value = (long) LONG.get(bytes, at + i * Long.BYTES);
            lanes[i ^ 1] += value;
            lanes[i] += product(value ^ keys[i]);
        }
    }

    private static long product(long keyed) {
        return (keyed & LOW) * (keyed >>> 32);
    }

    private void scramble() {
        for (int i = 0; i < LANES; i++) {
            long lane = lanes[i];
            lanes[i] = (lane ^ (lane >>> 47) ^ WORDS[SCRAMBLE_KEY + i]) * PRIME32_1;
        }
    }

    private long merge(int key, long start) {
        long result = start;
        for (int i = 0; i < LANES; i += 2) {
            int at = key + i * Long.BYTES;
            result += fold(lanes[i] ^ Secret.word(at), lanes[i + 1] ^ Secret.word(at + Long.BYTES));
        }
        return avalanche(result);
    }

    /** Both halves of the product of two unsigned words, mixed. */
    static long fold(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    static long avalanche(long value) {
        long mixed = (value ^ (value >>> 37)) * 0x165667919E3779F9L;
        return mixed ^ (mixed >>> 32);
    }

    static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
