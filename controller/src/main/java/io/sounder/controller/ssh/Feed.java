package io.sounder.controller.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a script an input that is too large to be sent before it starts, on a thread of its own. The script sees the end
 * of its input only when all of it was sent.
 */
final class Feed implements AutoCloseable {
    private final Order order;
    private final OutputStream out;
    private final Runnable kill;
    private final Thread thread;
    private volatile @Nullable IOException unread;

    /** @param kill ends the script on its host; called when the input cannot be read to its end */
    Feed(Order order, OutputStream out, Runnable kill) {
        this.order = order;
        this.out = out;
        this.kill = kill;
        this.thread = Thread.startVirtualThread(this::run);
    }

    private void run() {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = order.all()) {
            for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                out.write(buffer, 0, count);
            }
            if (unread != null) {
                kill.run();
                return;
            }
            // sshj's close() drops what its window has no room for; its flush() waits for room.
            out.flush();
            out.close();
        } catch (IOException e) {
            // A script may end without reading all; a broken link is noticed by whoever waits for the answer.
            return;
        }
    }

    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            unread = e;
            return -1;
        }
    }

    /** Fails if the input could not be read here. */
    void requireRead(String host) {
        IOException cause = unread;
        if (cause != null) {
            throw Order.unreadable(host, cause);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
