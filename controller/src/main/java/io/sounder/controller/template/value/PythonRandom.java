package io.sounder.controller.template.value;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python's generator (MT19937) with its way from a seed to a state, so that the same seed chooses the same as in a play of
 * Ansible. Not for secrets. Used by one thread.
 */
public final class PythonRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int index = SIZE;

    /** A generator whose sequence the seed decides: text, or a whole number. */
    public PythonRandom(@Nullable Object seed) {
        if (seed instanceof String text) {
            start(words(seedOf(text)));
        } else if (Numbers.isInteger(seed)) {
            start(words(Numbers.big(seed).abs()));
        } else {
            throw new EvaluationException("a seed is text or a whole number, not " + PythonType.of(seed));
        }
    }

    private static BigInteger seedOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(bytes);
            byte[] all = new byte[bytes.length + digest.length];
            System.arraycopy(bytes, 0, all, 0, bytes.length);
            System.arraycopy(digest, 0, all, bytes.length, digest.length);
            return new BigInteger(1, all);
        } catch (NoSuchAlgorithmException e) {
            throw new EvaluationException("SHA-512 is not available", e);
        }
    }

    private static int[] words(BigInteger number) {
        int count = Math.max(1, (number.bitLength() + 31) / 32);
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = number.shiftRight(32 * i).intValue();
        }
        return words;
    }

    private void start(int[] key) {
        state[0] = 19650218;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * mixed(i) + i;
        }
        int i = 1;
        int j = 0;
        for (int k = Math.max(SIZE, key.length); k > 0; k--) {
            state[i] = (state[i] ^ (mixed(i) * 1664525)) + key[j] + j;
            i = wrapped(i + 1);
            j = (j + 1) % key.length;
        }
        for (int k = SIZE - 1; k > 0; k--) {
            state[i] = (state[i] ^ (mixed(i) * 1566083941)) - i;
            i = wrapped(i + 1);
        }
        state[0] = 0x80000000;
    }

    private int mixed(int i) {
        return state[i - 1] ^ (state[i - 1] >>> 30);
    }

    private int wrapped(int i) {
        if (i < SIZE) {
            return i;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private int next() {
        if (index >= SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
                state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            index = 0;
        }
        int y = state[index++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private long bits(int count) {
        if (count <= 32) {
            return (next() & 0xffffffffL) >>> (32 - count);
        }
        long low = next() & 0xffffffffL;
        return low | ((next() & 0xffffffffL) >>> (64 - count)) << 32;
    }

    /** A number from 0 up to, and without, the bound. */
    public long below(long bound) {
        if (bound <= 0) {
            throw new EvaluationException("there is nothing to choose from");
        }
        int count = Long.SIZE - Long.numberOfLeadingZeros(bound);
        long number = bits(count);
        while (number >= bound) {
            number = bits(count);
        }
        return number;
    }

    /** The items in another order. */
    public List<@Nullable Object> shuffled(List<@Nullable Object> items) {
        List<@Nullable Object> order = new ArrayList<>(items);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = (int) below(i + 1L);
            Object kept = order.get(i);
            order.set(i, order.get(other));
            order.set(other, kept);
        }
        return order;
    }
}
