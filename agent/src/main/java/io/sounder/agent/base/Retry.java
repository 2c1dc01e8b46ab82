package io.sounder.agent.base;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Repeats an attempt until it gives a result or the time is over. Stateless. */
public final class Retry {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private Retry() {}

    /**
     * Calls {@code attempt} at once and then with growing pauses up to a second, until it returns a value or
     * {@code timeout} has passed; there is always one attempt at the end of the time.
     */
    public static <T> Optional<T> until(Duration timeout, Supplier<Optional<T>> attempt) {
        long end = System.nanoTime() + timeout.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Optional<T> result = attempt.get();
            long left = end - System.nanoTime();
            if (result.isPresent() || left <= 0) {
                return result;
            }
            sleep(Math.min(pause, Math.max(1, left / 1_000_000)));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
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
