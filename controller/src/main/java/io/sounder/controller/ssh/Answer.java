package io.sounder.controller.ssh;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.ExecRoomException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a resident shell answers to an order, line by line and byte by byte. See {@link WorkerText}. */
final class Answer {
    private static final int LONGEST_LINE = 1 << 16;

    private final InputStream in;
    private final byte[] cut;
    private final String host;

    /** @param id of the shell */
    Answer(InputStream in, String id, String host) {
        this.in = in;
        this.cut = WorkerText.cut(id).getBytes(StandardCharsets.UTF_8);
        this.host = host;
    }

    /** The words of the next line. */
    List<String> words() throws IOException {
        return List.of(line().split(" ", -1));
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the shell ended");
            }
            if (line.size() < LONGEST_LINE) {
                line.write(one);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The outputs that follow a line {@code end <number> <code>}. */
    ExecResult result(int code) throws IOException {
        byte[] out = output("output");
        return new ExecResult(code, out, output("error"));
    }

    private byte[] output(String stream) throws IOException {
        Kept kept = new Kept();
        do {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the shell ended while it gave its output");
            }
            kept.add(one);
        } while (!kept.endsWith(cut));
        long size = kept.seen() - cut.length;
        if (size > WorkerText.LIMIT) {
            throw ExecRoomException.tooMuch(stream, size, WorkerText.LIMIT, host);
        }
        return kept.first((int) size);
    }

    /** Bytes of which no more are kept than may be given, and the last ones. */
    private static final class Kept {
        private static final int MOST = WorkerText.LIMIT + (1 << 12);

        private byte[] bytes = new byte[1 << 10];
        private int count;
        private long dropped;

        void add(int one) {
            if (count == bytes.length) {
                if (count < MOST) {
                    bytes = Arrays.copyOf(bytes, Math.min(2 * count, MOST));
                } else {
                    int tail = 1 << 10;
                    System.arraycopy(bytes, count - tail, bytes, 0, tail);
                    dropped += count - (long) tail;
                    count = tail;
                }
            }
            bytes[count++] = (byte) one;
        }

        boolean endsWith(byte[] mark) {
            return count >= mark.length
                    && bytes[count - 1] == '\n'
                    && Arrays.equals(bytes, count - mark.length, count, mark, 0, mark.length);
        }

        long seen() {
            return dropped + count;
        }

        byte[] first(int size) {
            return Arrays.copyOf(bytes, size);
        }
    }
}
