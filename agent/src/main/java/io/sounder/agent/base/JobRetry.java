package io.sounder.agent.base;

import java.io.IOException;
import java.time.Duration;

/**
 * How often a failed job is tried again, as the options {@code job-retry} and {@code job-retry-interval} say: the first
 * time at once, then after each interval. For failures that may pass, not for wrong content.
 */
public record JobRetry(int retries, Duration interval) {
    /** No second try. */
    public static final JobRetry NONE = new JobRetry(0, Duration.ZERO);

    /** Work that may fail for a passing reason. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws IOException;
    }

    /** The result of the first attempt that succeeds; the error of the last one if none does. */
    public <T> T run(Attempt<T> attempt) throws IOException {
        for (int left = retries; ; left--) {
            try {
                return attempt.run();
            } catch (IOException e) {
                if (left <= 0) {
                    throw e;
                }
            }
            if (left < retries) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted between two attempts", e);
        }
    }
}
