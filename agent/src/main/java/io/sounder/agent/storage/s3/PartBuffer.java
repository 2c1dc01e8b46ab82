package io.sounder.agent.storage.s3;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Gathers the bytes of one request. Small contents stay on the heap; bigger ones move to native memory, which the limit of
 * the heap does not count, for parts may be large. Not for use by several threads at once.
 */
final class PartBuffer implements AutoCloseable {
    private static final int SMALL = 64 << 10;
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final int capacity;
    private final Arena arena = Arena.ofShared();
    private ByteBuffer bytes;

    PartBuffer(long capacity) {
        this.capacity = Math.toIntExact(capacity);
        bytes = ByteBuffer.allocate(Math.min(SMALL, this.capacity));
    }

    /** Takes as many bytes as there is room for and returns how many. */
    int put(byte[] source, int offset, int length) {
        if (length > bytes.remaining() && bytes.capacity() < capacity) {
            grow();
        }
        int count = Math.min(length, bytes.remaining());
        bytes.put(source, offset, count);
        return count;
    }

    private void grow() {
        ByteBuffer bigger = arena.allocate(capacity).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
        bytes = bigger.put(bytes.flip());
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return bytes.position();
    }

    void clear() {
        bytes.clear();
    }

    /** What was put so far, to be sent any number of times until the next change. */
    RequestBody body() {
        ByteBuffer content = bytes.duplicate().flip();
        return RequestBody.fromContentProvider(() -> new Content(content.duplicate()), content.limit(), MEDIA_TYPE);
    }

    @Override
    public void close() {
        arena.close();
    }

    /** The bytes of a buffer as a stream. Not for use by several threads. */
    private static final class Content extends InputStream {
        private final ByteBuffer left;

        Content(ByteBuffer left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left.hasRemaining() ? left.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length > 0 && !left.hasRemaining()) {
                return -1;
            }
            int count = Math.min(length, left.remaining());
            left.get(target, offset, count);
            return count;
        }

        @Override
        public int available() {
            return left.remaining();
        }
    }
}
