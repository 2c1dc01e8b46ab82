package io.sounder.controller.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a script its standard input, on a thread of its own. The script sees the end of its input only when all of it
 * was sent: one that takes a part for the whole would store it and report success. Thread-safe.
 */
public final class Feeder {
    private final Launch launch;
    private final OutputStream out;
    private final Thread thread;
    private volatile @Nullable IOException unread;
    private volatile @Nullable IOException unsent;

    /** @param out to the script; closed at the end of a whole input and at no other time */
    public Feeder(Launch launch, OutputStream out) {
        this.launch = launch;
        this.out = out;
        this.thread = Thread.startVirtualThread(this::feed);
    }

    private void feed() {
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = launch.stdin()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!send(buffer, count)) {
                    return;
                }
            }
        } catch (IOException e) {
            unread = e;
            return;
        }
        finish();
    }

    private boolean send(byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
            return true;
        } catch (IOException e) {
            unsent = e;
            return false;
        }
    }

    private void finish() {
        try {
            // sshj's close() drops what its window has no room for; its flush() waits for room.
            out.flush();
            out.close();
        } catch (IOException e) {
            unsent = e;
        }
    }

    public void stop() {
        thread.interrupt();
    }

    /** Whether the script can no longer be given anything. It may have ended without reading all, which is no failure. */
    public boolean stuck() {
        return unsent != null;
    }

    /** Fails if the input could not be read here; the script then waits in vain for the rest and must be ended. */
    public void requireRead(String host) {
        IOException cause = unread;
        if (cause != null) {
            throw new ExecInputException(
                    "unable to read what is to be sent to host '" + host + "': " + cause.getMessage(), cause);
        }
    }
}
