package io.sounder.agent.remote.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Elements in DER: tag, length, content. As much of it as key files need. */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int OCTETS = 0x04;
    private static final int LONG_FORM = 0x80;
    private static final int LONGEST = 1 << 20;

    private Der() {}

    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] each : contents) {
            content.writeBytes(each);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() < LONG_FORM) {
            element.write(content.size());
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.size()) + 7) / 8;
            element.write(LONG_FORM | bytes);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                element.write(content.size() >>> shift);
            }
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** The content of the first element with this tag in a sequence; empty if there is none, or no sequence. */
    static Optional<byte[]> find(byte[] sequence, int tag) {
        try {
            ByteBuffer elements = ByteBuffer.wrap(sequence);
            if (elements.get() != SEQUENCE) {
                return Optional.empty();
            }
            length(elements);
            while (elements.hasRemaining()) {
                int found = elements.get() & 0xFF;
                byte[] content = new byte[length(elements)];
                elements.get(content);
                if (found == tag) {
                    return Optional.of(content);
                }
            }
            return Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static int length(ByteBuffer elements) {
        int first = elements.get() & 0xFF;
        if (first < LONG_FORM) {
            return first;
        }
        long length = 0;
        for (int i = first - LONG_FORM; i > 0 && length < LONGEST; i--) {
            length = (length << 8) | (elements.get() & 0xFF);
        }
        if (length >= LONGEST) {
            throw new BufferUnderflowException();
        }
        return (int) length;
    }
}
