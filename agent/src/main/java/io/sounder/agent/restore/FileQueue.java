package io.sounder.agent.restore;

import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.Progress;
import io.sounder.agent.base.Workers;
import io.sounder.agent.format.ManifestFile;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Restores all files of a backup in parallel and tells how far it is. */
final class FileQueue {
    private static final int SYNCS_PER_WORKER = 4;

    private final RestoreContent content;
    private final Progress progress;
    private final Log log;
    private final long total;
    private long done;
    private int copied;

    FileQueue(RestoreContent content, Progress progress, Log log) {
        this.content = content;
        this.progress = progress;
        this.log = log;
        this.total = content.size();
    }

    /**
     * Runs to the end; the first error stops all workers and is thrown.
     *
     * @param restore makes the restorer of one worker
     * @return the number of files that were fetched
     */
    int run(int workers, Function<SyncQueue, RetriedRestore> restore) {
        progress.total(total);
        try (SyncQueue syncs = new SyncQueue(workers * SYNCS_PER_WORKER)) {
            run(
                    workers,
                    IntStream.range(0, workers)
                            .mapToObj(_ -> restore.apply(syncs))
                            .toList());
            syncs.await();
        }
        return copied;
    }

    private void run(int workers, List<RetriedRestore> restores) {
        List<Workers.Job<RestoredFile>> jobs =
                content.files().stream().map(file -> job(file, restores)).toList();
        Workers.run(workers, jobs, this::collect);
    }

    private static Workers.Job<RestoredFile> job(ManifestFile file, List<RetriedRestore> restores) {
        return process -> restores.get(process - 1).restore(file, process);
    }

    private void collect(RestoredFile restored) {
        done += restored.file().size();
        if (restored.outcome() == RestoredFile.Outcome.COPIED) {
            copied++;
        }
        progress.done(done);
        if (log.enabled(LogLevel.DETAIL)) {
            log.write(LogLevel.DETAIL, restored.process(), text(restored));
        }
    }

    private String text(RestoredFile restored) {
        ManifestFile file = restored.file();
        StringBuilder text = new StringBuilder("restore ");
        text.append(restored.outcome() == RestoredFile.Outcome.ZEROED ? "zeroed file " : "file ")
                .append(restored.path());
        if (restored.outcome() == RestoredFile.Outcome.MATCHED) {
            text.append(" - exists and matches backup");
        }
        text.append(" (");
        if (file.isBundled()) {
            text.append("bundle ")
                    .append(file.stored().bundleId())
                    .append('/')
                    .append(file.stored().bundleOffset())
                    .append(", ");
        }
        double percent = total == 0 ? 100.0 : done * 100.0 / total;
        text.append(new ByteSize(file.size()).display()).append(String.format(Locale.ROOT, ", %.2f%%)", percent));
        if (file.size() > 0 && restored.outcome() != RestoredFile.Outcome.ZEROED) {
            text.append(" checksum ").append(file.checksum());
        }
        return text.toString();
    }
}
