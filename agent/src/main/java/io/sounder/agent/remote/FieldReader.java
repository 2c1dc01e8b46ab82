package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes values out of the payload of a frame; error 39 when they are not what was put in. */
public final class FieldReader {
    private final byte[] bytes;
    private int at;

    FieldReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public long number() {
        require(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** A number that must fit into an int. */
    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw broken();
        }
        return (int) value;
    }

    public boolean flag() {
        require(1);
        return bytes[at++] != 0;
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public Optional<String> optionalText() {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    public List<String> texts() {
        long count = number();
        List<String> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(text());
        }
        return values;
    }

    public byte[] bytes() {
        long size = number();
        if (size < 0 || size > bytes.length - at) {
            throw broken();
        }
        byte[] value = Arrays.copyOfRange(bytes, at, at + (int) size);
        at += (int) size;
        return value;
    }

    /** Whether there is more. */
    public boolean more() {
        return at < bytes.length;
    }

    private void require(int size) {
        if (bytes.length - at < size) {
            throw broken();
        }
    }

    private static AgentException broken() {
        return new AgentException(ErrorCode.PROTOCOL, "received a frame with fields that cannot be read");
    }
}
