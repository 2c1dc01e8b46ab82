package io.sounder.agent.base;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Repeats an attempt until it gives a result or the time is over. Stateless. */
public final class Retry {
    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    /** What part of the time waited so far the next pause takes: no result is noticed later than by that. */
    private static final long SHARE = 10;

    private Retry() {}

    /**
     * Calls {@code attempt} at once and then with pauses that grow to a second, until it returns a value or
     * {@code timeout} has passed; there is always one attempt at the end of the time.
     */
    public static <T> Optional<T> until(Duration timeout, Supplier<Optional<T>> attempt) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> result = attempt.get();
            long waited = System.nanoTime() - start;
            long left = timeout.toNanos() - waited;
            if (result.isPresent() || left <= 0) {
                return result;
            }
            long pause = Math.clamp(waited / 1_000_000 / SHARE, SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
            sleep(Math.min(pause, Math.max(1, left / 1_000_000)));
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while waiting", e);
        }
    }
}
