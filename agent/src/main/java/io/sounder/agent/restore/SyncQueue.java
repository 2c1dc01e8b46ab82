package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes written files durable beside the workers, which go on with the next file instead of waiting for the disk. Bounded;
 * safe for use by several threads.
 */
final class SyncQueue implements AutoCloseable {
    private static final int WAITING_FILES = 32;

    private final ExecutorService threads;
    private final Semaphore slots = new Semaphore(WAITING_FILES);
    private final AtomicReference<@Nullable AgentException> failure = new AtomicReference<>();

    SyncQueue(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** What remains to be done with a file once its bytes are safe. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Sends to the disk what is written so far, without the file being complete; clears the flag when that is done. */
    void begin(FileChannel writing, Path path, AtomicBoolean syncing) {
        threads.execute(() -> {
            try {
                synchronized (writing) {
                    writing.force(false);
                }
            } catch (ClosedChannelException _) {
                // Complete meanwhile, and synced by finish; or given up.
            } catch (IOException e) {
                // Linux tells it once only: the sync at the end of the file would succeed.
                fail(path, e);
            } finally {
                syncing.set(false);
            }
        });
        rethrow();
    }

    /** Takes over the channel: syncs and closes it, then runs the step. Throws if an earlier file failed. */
    void finish(FileChannel written, Path path, Step after) {
        slots.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                // One sync at a time: closing during another would hide the error that only that one is told.
                synchronized (written) {
                    try (written) {
                        written.force(true);
                    }
                }
                after.run();
            } catch (IOException e) {
                fail(path, e);
            } finally {
                slots.release();
            }
        });
        rethrow();
    }

    /** Waits until all files are durable; throws the first error. */
    void await() {
        slots.acquireUninterruptibly(WAITING_FILES);
        slots.release(WAITING_FILES);
        rethrow();
    }

    private void fail(Path path, IOException cause) {
        failure.compareAndSet(
                null, new AgentException(ErrorCode.FILE_SYNC, "unable to sync file '" + path + "': " + cause, cause));
    }

    private void rethrow() {
        AgentException error = failure.get();
        if (error != null) {
            throw error;
        }
    }

    /** Waits for what has begun, so that nobody writes after an error was reported. */
    @Override
    public void close() {
        threads.close();
    }
}
