package io.sounder.agent.backup;

import io.sounder.agent.format.ManifestFile;
import java.util.concurrent.TimeUnit;

/**
 * The second in which the files were listed. A file that was written in it may be written again before it is over, and its
 * time stamp would not tell a later backup; so such files are read when it is over. Time stamps lag behind the clock by a
 * tick of the kernel, 1 to 10 ms: the second begins and ends for files that much later. Safe for threads.
 *
 * @param second Unix seconds, as time stamps had them
 * @param end when it is over, by {@link System#nanoTime}
 */
record Listing(long second, long end) {
    private static final long MILLIS = 1000;
    private static final long LAG = 20;

    /** @param now of a running cluster, in Unix milliseconds */
    static Listing of(long now) {
        long stamped = now - LAG;
        long left = MILLIS - stamped % MILLIS;
        return new Listing(stamped / MILLIS, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left));
    }

    /** Nobody writes to the files of a stopped cluster. */
    static Listing stopped(long now) {
        return new Listing(now / MILLIS, System.nanoTime());
    }

    /** Waits as long as the file has to be left alone. */
    void await(ManifestFile file) {
        long left = end - System.nanoTime();
        if (left > 0 && file.timestamp() >= second) {
            Pauses.millis(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }
}
