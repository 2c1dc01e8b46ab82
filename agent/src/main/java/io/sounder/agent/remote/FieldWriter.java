package io.sounder.agent.remote;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts values into the payload of a frame, one behind the other; {@link FieldReader} takes them out in the same order. */
public final class FieldWriter {
    private static final int FIRST = 128;
    private byte[] bytes = new byte[FIRST];
    private int length;

    /** Eight bytes, big-endian. */
    public FieldWriter number(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    public FieldWriter flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** Its length in bytes of UTF-8, then these. */
    public FieldWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public FieldWriter text(Optional<String> value) {
        flag(value.isPresent());
        value.ifPresent(this::text);
        return this;
    }

    public FieldWriter texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    public FieldWriter bytes(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** How many bytes there are so far. */
    public int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }
}
