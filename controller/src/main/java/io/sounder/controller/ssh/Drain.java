package io.sounder.controller.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** Reads a stream on a thread of its own and knows when all of a script's output has come. Thread-safe. */
final class Drain {
    private final Received received = new Received();
    private final InputStream stream;
    private final byte[] mark;
    private final Thread reader;
    private boolean marked;
    private boolean expecting;
    private long last = System.nanoTime();

    /** @param mark the bytes after which nothing more matters */
    Drain(InputStream stream, byte[] mark) {
        this.stream = stream;
        this.mark = mark;
        this.reader = Thread.startVirtualThread(this::read);
    }

    private void read() {
        byte[] buffer = new byte[1 << 11];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                add(buffer, count);
            }
        } catch (IOException e) {
            // The end of the connection is noticed by whoever waits for the exit code.
            return;
        }
    }

    private synchronized void add(byte[] buffer, int count) {
        int from = Math.max(0, received.size() - mark.length);
        received.write(buffer, 0, count);
        marked |= received.contains(mark, from);
        last = System.nanoTime();
    }

    /** Starts the time of grace: the script is gone, so the rest of its output must be on its way. */
    synchronized void expectEnd() {
        if (!expecting) {
            expecting = true;
            last = System.nanoTime();
        }
    }

    /** Whether the mark or the end of the stream has come, or nothing at all for a while after the end was expected. */
    synchronized boolean complete(Duration grace) throws IOException {
        return marked
                || !reader.isAlive()
                || (expecting && System.nanoTime() - last > grace.toNanos() && stream.available() == 0);
    }

    synchronized byte[] bytes() {
        return received.toByteArray();
    }

    /** Bytes that can be searched without a copy. */
    private static final class Received extends ByteArrayOutputStream {
        boolean contains(byte[] sought, int from) {
            for (int at = from; at + sought.length <= count; at++) {
                if (Arrays.equals(buf, at, at + sought.length, sought, 0, sought.length)) {
                    return true;
                }
            }
            return false;
        }
    }
}
