package io.sounder.agent.backup;

import io.sounder.agent.format.ManifestFile;
import java.util.concurrent.TimeUnit;

/**
 * The second in which the files were listed. A file that was written in it may be written again before it is over, and its
 * time stamp would not tell a later backup; so such files are read when it is over. Safe for threads.
 *
 * @param second Unix seconds of the cluster's clock
 * @param end when it is over, by {@link System#nanoTime}
 */
record Listing(long second, long end) {
    private static final long MILLIS = 1000;

    /** @param now of a running cluster, in Unix milliseconds */
    static Listing of(long now) {
        return new Listing(now / MILLIS, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS - now % MILLIS));
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
