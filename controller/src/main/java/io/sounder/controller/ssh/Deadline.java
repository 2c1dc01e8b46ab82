package io.sounder.controller.ssh;

import io.sounder.controller.host.ExecTimeoutException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time that a script may take. When it is over, the thread that waits for the script is interrupted. Thread-safe. */
final class Deadline implements AutoCloseable {
    private final Duration timeout;
    private final String host;
    private final @Nullable Thread clock;
    private @Nullable Thread waiting;
    private boolean over;

    /** @param timeout zero is never */
    Deadline(Duration timeout, String host) {
        this.timeout = timeout;
        this.host = host;
        this.clock = timeout.isZero() ? null : Thread.startVirtualThread(this::run);
    }

    private void run() {
        try {
            Thread.sleep(timeout);
        } catch (InterruptedException e) {
            return;
        }
        expire();
    }

    private synchronized void expire() {
        over = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** The calling thread waits for a script from now on. */
    synchronized void watches() {
        waiting = Thread.currentThread();
    }

    synchronized void leaves() {
        waiting = null;
        if (over) {
            Thread.interrupted();
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    ExecTimeoutException failure(IOException cause) {
        return isOver()
                ? new ExecTimeoutException(
                        "the script ran longer than " + timeout.toSeconds() + " seconds on host '" + host + "'", cause)
                : new ExecTimeoutException("interrupted while a script ran on host '" + host + "'", cause);
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.interrupt();
        }
    }
}
