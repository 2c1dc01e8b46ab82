package io.sounder.agent.block;

import java.io.ByteArrayOutputStream;

/** The bytes of a map in the making. Integers are stored seven bits at a time, the lowest first, with a bit that says "more". */
final class MapOutput {
    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds an integer, seen as unsigned. */
    void number(long value) {
        long left = value;
        while ((left & -MORE) != 0) {
            bytes.write(((int) left & (MORE - 1)) | MORE);
            left >>>= GROUP;
        }
        bytes.write((int) left);
    }

    /** Folds negative numbers between the positive ones, so that small ones of both kinds stay short. */
    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    void bytes(byte[] source, int offset, int length) {
        bytes.write(source, offset, length);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
