package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats requests that fail for a passing reason, with growing pauses, until they succeed or the time is over. Safe for
 * use by several threads.
 */
final class S3Attempts {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final Duration patience;
    private final String place;
    private final Log log;

    /**
     * @param patience how long to go on; there is always one repetition
     * @param place the service, for messages
     */
    S3Attempts(Duration patience, String place, Log log) {
        this.patience = patience;
        this.place = place;
        this.log = log;
    }

    /**
     * Makes a request.
     *
     * @param task what it does, as {@code read 'file'}
     */
    <T> T of(String task, Supplier<T> request) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            S3Failure failure;
            RuntimeException error;
            try {
                return request.get();
            } catch (SdkException | java.io.UncheckedIOException e) {
                error = e;
                failure = S3Failure.of(e);
            }
            Duration spent = Duration.ofNanos(System.nanoTime() - start);
            long next = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
            boolean over = attempt > 1 && spent.plusMillis(next).compareTo(patience) > 0;
            if (!failure.passing() || over) {
                throw error(task, attempt, failure, error);
            }
            if (log.enabled(LogLevel.DETAIL)) {
                log.detail("retry after " + next + "ms to " + task + " in " + place + ": " + failure.reason());
            }
            sleep(next);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private AgentException error(String task, int attempts, S3Failure failure, RuntimeException cause) {
        String after = attempts == 1 ? "" : " after " + attempts + " attempts";
        AgentException error = new AgentException(
                failure.code(), "unable to " + task + " in " + place + after + ": " + failure.reason(), cause);
        return failure.hint().map(error::withHint).orElse(error);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while waiting", e);
        }
    }
}
