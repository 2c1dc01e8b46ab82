package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Frames over a pair of streams: a letter, four bytes of length (big-endian), the payload. A frame has at most
 * {@value #LIMIT} bytes, so that memory stays bounded whatever the other end sends; who reads slowly slows the writer
 * down. For one thread, but another one may ask how long it has been waiting.
 */
public final class Frames {
    /** The longest payload in bytes. */
    public static final int LIMIT = 1 << 20;

    private static final int HEADER = 5;
    private static final int FIRST_BUFFER = 8 << 10;
    private static final int GATHER = 32 << 10;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] gathered = new byte[GATHER];
    private int count;
    private byte[] payload = new byte[FIRST_BUFFER];
    private int length;
    private volatile long waitingSince;
    private volatile boolean waiting;

    public Frames(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in, GATHER);
        this.out = out;
    }

    /** Sends a frame with these fields; it may stay in the buffer until {@link #flush}. */
    public void send(FrameKind kind, FieldWriter fields) throws IOException {
        send(kind, fields.array(), 0, fields.length());
    }

    /** Sends a frame without payload. */
    public void send(FrameKind kind) throws IOException {
        send(kind, new byte[0], 0, 0);
    }

    public void send(FrameKind kind, byte[] bytes, int offset, int size) throws IOException {
        if (size > LIMIT) {
            throw new AgentException(ErrorCode.ASSERT, "a frame of " + size + " bytes is too long to be sent");
        }
        if (HEADER + size > gathered.length - count) {
            drain();
        }
        ByteBuffer.wrap(gathered, count, HEADER).put(kind.code()).putInt(size);
        count += HEADER;
        if (size <= gathered.length - count) {
            System.arraycopy(bytes, offset, gathered, count, size);
            count += size;
            return;
        }
        drain();
        begin();
        try {
            out.write(bytes, offset, size);
        } finally {
            waiting = false;
        }
    }

    /** Sends an error that ends the request at hand. */
    public void send(AgentException error) throws IOException {
        FieldWriter fields = new FieldWriter().number(error.code().code());
        String text = error.text();
        send(FrameKind.ERROR, fields.text(text.substring(0, Math.min(text.length(), LIMIT / 8))));
    }

    private void drain() throws IOException {
        begin();
        try {
            out.write(gathered, 0, count);
            count = 0;
        } finally {
            waiting = false;
        }
    }

    /** Sees to it that everything sent is on its way. */
    public void flush() throws IOException {
        drain();
        begin();
        try {
            out.flush();
        } finally {
            waiting = false;
        }
    }

    /** The next frame, whose payload stays until the one after; {@code EOFException} when the other end is gone. */
    public FrameKind receive() throws IOException {
        begin();
        try {
            byte[] header = new byte[HEADER];
            fill(header, HEADER);
            ByteBuffer buffer = ByteBuffer.wrap(header);
            FrameKind kind = FrameKind.of(buffer.get());
            int size = buffer.getInt();
            if (size < 0 || size > LIMIT) {
                throw new AgentException(ErrorCode.PROTOCOL, "received a frame that claims a length of " + size);
            }
            if (payload.length < size) {
                payload = new byte[Math.min(LIMIT, Math.max(size, payload.length * 2))];
            }
            fill(payload, size);
            length = size;
            return kind;
        } finally {
            waiting = false;
        }
    }

    private void fill(byte[] target, int size) throws IOException {
        if (in.readNBytes(target, 0, size) < size) {
            throw new EOFException("the other end closed the connection");
        }
    }

    private void begin() {
        waitingSince = System.nanoTime();
        waiting = true;
    }

    /** How long the thread that uses this has been waiting for the other end, in nanoseconds; 0 when it is not. */
    public long waited() {
        return waiting ? System.nanoTime() - waitingSince : 0;
    }

    /** Whether something has arrived that was not read yet; false when that cannot be told. */
    public boolean answered() throws IOException {
        return in.available() > 0;
    }

    /** The payload of the last frame; only the first {@link #length} bytes count. */
    public byte[] payload() {
        return payload;
    }

    public int length() {
        return length;
    }

    /** The fields of the last frame. */
    public FieldReader fields() {
        return new FieldReader(Arrays.copyOf(payload, length));
    }

    /** A line of text before the first frame, without its end; cut off after {@code limit} bytes. */
    String line(int limit) throws IOException {
        begin();
        try {
            byte[] bytes = new byte[limit];
            int size = 0;
            int next = in.read();
            while (next >= 0 && next != '\n' && size < limit) {
                bytes[size++] = (byte) next;
                next = in.read();
            }
            if (next < 0 && size == 0) {
                throw new EOFException("the other end closed the connection");
            }
            return new String(bytes, 0, size, java.nio.charset.StandardCharsets.UTF_8);
        } finally {
            waiting = false;
        }
    }

    /** Writes bytes that are no frame. */
    void raw(byte[] bytes) throws IOException {
        drain();
        out.write(bytes);
        out.flush();
    }
}
