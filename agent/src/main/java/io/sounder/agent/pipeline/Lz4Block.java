package io.sounder.agent.pipeline;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes blocks of the lz4 format whose matches may reach back into earlier output, which the library at hand cannot.
 * Every length and offset is checked before it is used. Stateless.
 */
final class Lz4Block {
    /** How far a match may reach back. */
    static final int HISTORY = 64 << 10;
    /** Bytes that an output array must have behind the limit, because copies run ahead in steps. */
    static final int SLACK = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LENGTH_MASK = 15;
    private static final int SHORTEST_MATCH = 4;
    private static final int SHORT_LITERALS = 16;
    private static final int SHORT_MATCH = 64;

    private Lz4Block() {}

    /**
     * Decodes one block.
     *
     * @param to output position; what stands before it, from 0 on, is history
     * @param limit first output position that must not be written
     * @return the output position after the block
     */
    static int decode(byte[] source, int from, int end, byte[] output, int to, int limit) throws IOException {
        int in = from;
        int out = to;
        while (in < end) {
            int token = source[in++] & 0xFF;
            int literals = token >>> 4;
            if (literals == LENGTH_MASK) {
                int more;
                do {
                    more = in < end ? source[in++] & 0xFF : -1;
                    literals += more;
                } while (more == 255 && literals <= limit);
                requireMore(more);
            }
            if (literals > end - in || literals > limit - out) {
                throw damaged("literals run over the block");
            }
            copyLiterals(source, in, end, output, out, literals);
            in += literals;
            out += literals;
            if (in == end) {
                return out;
            }
            if (end - in < 2) {
                throw damaged("a match has no offset");
            }
            int offset = (source[in] & 0xFF) | ((source[in + 1] & 0xFF) << 8);
            in += 2;
            int length = token & LENGTH_MASK;
            if (length == LENGTH_MASK) {
                int more;
                do {
                    more = in < end ? source[in++] & 0xFF : -1;
                    length += more;
                } while (more == 255 && length <= limit);
                requireMore(more);
            }
            length += SHORTEST_MATCH;
            if (offset == 0 || offset > out || length > limit - out) {
                throw damaged("a match reaches out of the data");
            }
            copyMatch(output, out, offset, length);
            out += length;
        }
        throw damaged("the last sequence is missing");
    }

    private static void requireMore(int lengthByte) throws IOException {
        if (lengthByte < 0) {
            throw damaged("a length is cut off");
        }
    }

    private static void copyLiterals(byte[] source, int in, int end, byte[] output, int out, int count) {
        if (count <= SHORT_LITERALS && end - in >= SHORT_LITERALS) {
            LONG.set(output, out, (long) LONG.get(source, in));
            LONG.set(output, out + 8, (long) LONG.get(source, in + 8));
        } else {
            System.arraycopy(source, in, output, out, count);
        }
    }

    private static void copyMatch(byte[] output, int out, int offset, int count) {
        int from = out - offset;
        if (count <= SHORT_MATCH && offset >= 8) {
            for (int i = 0; i < count; i += 8) {
                LONG.set(output, out + i, (long) LONG.get(output, from + i));
            }
            return;
        }
        // the pattern before the output doubles with each copy
        int pattern = offset;
        int at = out;
        int left = count;
        while (left > 0) {
            int part = Math.min(pattern, left);
            System.arraycopy(output, from, output, at, part);
            at += part;
            left -= part;
            pattern += part;
        }
    }

    static IOException damaged(String reason) {
        return new IOException("lz4 data is damaged: " + reason);
    }
}
