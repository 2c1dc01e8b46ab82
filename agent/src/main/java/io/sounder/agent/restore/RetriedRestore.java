package io.sounder.agent.restore;

import io.sounder.agent.base.JobRetry;
import io.sounder.agent.format.ManifestFile;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The restorer of one worker. A file that failed for a reason that may pass is fetched again from its beginning, by a new
 * restorer, because the digest of the old one holds what it has read.
 */
final class RetriedRestore {
    private final JobRetry retry;
    private final Supplier<FileRestore> restorers;
    private Optional<FileRestore> ready = Optional.empty();

    RetriedRestore(JobRetry retry, Supplier<FileRestore> restorers) {
        this.retry = retry;
        this.restorers = restorers;
    }

    RestoredFile restore(ManifestFile file, int process) throws IOException {
        return retry.run(() -> {
            FileRestore restore = ready.orElseGet(restorers);
            ready = Optional.empty();
            RestoredFile restored = restore.restore(file, process);
            ready = Optional.of(restore);
            return restored;
        });
    }
}
