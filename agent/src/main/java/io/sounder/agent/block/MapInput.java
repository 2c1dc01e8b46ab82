package io.sounder.agent.block;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** Reads what {@link MapOutput} writes; anything that does not fit is a format error. */
final class MapInput {
    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private static final int LAST_SHIFT = 63;
    private final byte[] bytes;
    private int at;

    MapInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** An unsigned integer; one that needs more than 63 bits is an error, since none of a map does. */
    long number() {
        long value = number64();
        if (value < 0) {
            throw damaged("a number is too large");
        }
        return value;
    }

    private long number64() {
        long value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += GROUP) {
            if (at == bytes.length) {
                throw damaged("it is cut off");
            }
            int part = bytes[at++];
            long bits = part & (MORE - 1);
            if (shift == LAST_SHIFT && bits > 1) {
                break;
            }
            value |= bits << shift;
            if ((part & MORE) == 0) {
                return value;
            }
        }
        throw damaged("a number is too large");
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    /** Passes over bytes; the offset of the first. */
    int skip(int count) {
        if (count > bytes.length - at) {
            throw damaged("it is cut off");
        }
        int start = at;
        at += count;
        return start;
    }

    byte[] array() {
        return bytes;
    }

    int left() {
        return bytes.length - at;
    }

    static AgentException damaged(String reason) {
        return new AgentException(ErrorCode.FORMAT, "block map is invalid: " + reason);
    }
}
