package io.sounder.agent.base;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How often a failed job is tried again, as the options {@code job-retry} and {@code job-retry-interval} say: the first
 * time at once, then after each interval. For failures that may pass, not for wrong content.
 */
public record JobRetry(int retries, Duration interval) {
    /** No second try. */
    public static final JobRetry NONE = new JobRetry(0, Duration.ZERO);

    /** Failures of a medium; that of the whole command stands for those of its repositories. */
    private static final Set<ErrorCode> PASSING = EnumSet.of(
            ErrorCode.FILE_OPEN,
            ErrorCode.FILE_READ,
            ErrorCode.FILE_WRITE,
            ErrorCode.FILE_CLOSE,
            ErrorCode.PATH_OPEN,
            ErrorCode.SERVICE,
            ErrorCode.HOST_CONNECT,
            ErrorCode.COMMAND);

    /** Work that may fail for a passing reason, and then leaves nothing that stands in the way of the next attempt. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws IOException;
    }

    /** The result of the first attempt that succeeds; the error of the last one if none does. */
    public <T> T run(Attempt<T> attempt) throws IOException {
        for (int done = 0; ; done++) {
            try {
                return attempt.run();
            } catch (IOException e) {
                if (done == retries) {
                    throw e;
                }
            } catch (AgentException e) {
                if (done == retries || !PASSING.contains(e.code())) {
                    throw e;
                }
            }
            if (done > 0) {
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
