package io.sounder.agent.pipeline;

import java.util.Arrays;
import java.util.Random;

/** Data for tests: runs of one byte, repeated words, and noise, the same for the same size. */
final class Samples {
    private Samples() {}

    static byte[] mixed(int size) {
        byte[] result = new byte[size];
        Random random = new Random(size);
        int at = 0;
        while (at < size) {
            int length = Math.min(size - at, 1 + random.nextInt(2000));
            switch (random.nextInt(4)) {
                case 0 -> Arrays.fill(result, at, at + length, (byte) random.nextInt());
                case 1 -> copyBack(result, at, length, random);
                case 2 -> word(result, at, length, random.nextInt(20) + 1);
                default -> noise(result, at, length, random);
            }
            at += length;
        }
        return result;
    }

    private static void copyBack(byte[] bytes, int at, int length, Random random) {
        int offset = at == 0 ? 0 : 1 + random.nextInt(Math.min(at, 65_535));
        for (int i = 0; i < length; i++) {
            bytes[at + i] = offset == 0 ? 0 : bytes[at + i - offset];
        }
    }

    private static void word(byte[] bytes, int at, int length, int wordLength) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) ('a' + i % wordLength);
        }
    }

    private static void noise(byte[] bytes, int at, int length, Random random) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) random.nextInt();
        }
    }
}
