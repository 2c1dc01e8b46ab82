package io.sounder.agent.backup;

import io.sounder.agent.base.JobRetry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The copier of one worker. A job that failed for a reason that may pass is done again from its beginning, by a new copier,
 * because the digests of the old one hold what it has read; what it had counted does not count.
 */
final class RetriedCopy {
    private final JobRetry retry;
    private final Function<LongConsumer, FileCopy> copiers;
    private final LongConsumer progress;
    private Optional<FileCopy> ready = Optional.empty();
    private long counted;

    /** @param copiers makes a copier that tells of bytes that are dealt with */
    RetriedCopy(JobRetry retry, Function<LongConsumer, FileCopy> copiers, LongConsumer progress) {
        this.retry = retry;
        this.copiers = copiers;
        this.progress = progress;
    }

    List<FileOutcome> run(CopyJob job) throws IOException {
        return retry.run(() -> attempt(job));
    }

    private List<FileOutcome> attempt(CopyJob job) {
        FileCopy copy = ready.orElseGet(() -> copiers.apply(this::count));
        ready = Optional.empty();
        long before = counted;
        try {
            List<FileOutcome> outcomes = copy.run(job);
            ready = Optional.of(copy);
            return outcomes;
        } finally {
            if (ready.isEmpty()) {
                count(before - counted);
            }
        }
    }

    private void count(long bytes) {
        counted += bytes;
        progress.accept(bytes);
    }
}
