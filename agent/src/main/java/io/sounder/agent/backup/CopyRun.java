package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.Progress;
import io.sounder.agent.base.Workers;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.PageCheck;
import io.sounder.agent.repository.Repository;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Copies the files of a backup on several workers, and keeps manifest, log and listeners up to date on one thread. */
final class CopyRun {
    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);
    private final CopyContext context;
    private final Repository repository;
    private final ManifestBuilder manifest;
    private final Source source;
    private final Progress progress;
    private final Log log;
    private final LongAdder done = new LongAdder();
    private final long saveThreshold;
    private final boolean saving;
    private final Storing storing;
    private final JobRetry retry;
    private long total;
    private long finished;
    private long copied;
    private long savedAt;
    private long pinged = System.nanoTime();

    CopyRun(
            CopyContext context,
            BackupSettings settings,
            Repository repository,
            ManifestBuilder manifest,
            Source source,
            Progress progress,
            Log log) {
        this.context = context;
        this.repository = repository;
        this.manifest = manifest;
        this.source = source;
        this.progress = progress;
        this.log = log;
        this.saveThreshold = settings.saveThreshold();
        this.saving = settings.resume();
        this.storing = settings.storing();
        this.retry = settings.retry();
    }

    /** Copies all; the number of bytes that were read for this backup. */
    long run(List<FileTask> tasks, BackupLabel label, int processMax) {
        List<CopyJob> jobs = CopyJob.of(tasks, storing);
        total = tasks.stream().mapToLong(FileTask::size).sum();
        progress.total(total);
        Iterator<CopyJob> queue = jobs.iterator();
        RetriedCopy[] copies = new RetriedCopy[processMax + 1];
        int workers = Math.max(1, Math.min(processMax, jobs.size()));
        Workers.<List<FileOutcome>>run(
                workers,
                process -> {
                    if (!queue.hasNext()) {
                        return Optional.empty();
                    }
                    CopyJob job = queue.next();
                    return Optional.of(number -> {
                        if (copies[number] == null) {
                            copies[number] = new RetriedCopy(
                                    retry,
                                    counter -> new FileCopy(context, repository, label, number, counter),
                                    done::add);
                        }
                        return copies[number].run(job);
                    });
                },
                outcomes -> outcomes.forEach(this::collect),
                this::tick);
        progress.done(total);
        return copied;
    }

    private void tick() {
        progress.done(Math.min(done.sum(), total));
        if (System.nanoTime() - pinged > PING_INTERVAL.toNanos()) {
            source.ping();
            pinged = System.nanoTime();
        }
    }

    private void collect(FileOutcome outcome) {
        ManifestFile file = outcome.file();
        finished += file.originalSize();
        copied += outcome.copied();
        if (outcome.kind() == FileOutcome.Kind.VANISHED) {
            requireOptional(file);
            manifest.removeFile(file.name());
        } else {
            manifest.file(file);
        }
        describe(outcome);
        file.pageCheck()
                .filter(check -> !check.valid() && outcome.kind() != FileOutcome.Kind.VANISHED)
                .ifPresent(check -> warn(file, check));
        long step = Math.max(saveThreshold, total / 100);
        if (saving && finished - savedAt >= step && finished < total) {
            repository.saveManifestCopy(manifest.build());
            savedAt = finished;
        }
    }

    private void warn(ManifestFile file, PageCheck check) {
        log.warn(PageErrors.describe(context.locate(file.name()).toString(), check));
    }

    private static void requireOptional(ManifestFile file) {
        if (file.name().equals("pg_data/PG_VERSION")) {
            throw new AgentException(ErrorCode.FILE_MISSING, "the data folder vanished while it was copied");
        }
    }

    private void describe(FileOutcome outcome) {
        ManifestFile file = outcome.file();
        if (outcome.kind() == FileOutcome.Kind.RECOPIED) {
            log.warn("resumed backup file " + file.name() + " does not have the expected checksum. The file was"
                    + " copied again and the backup continues, but the repository may have other damaged files");
        }
        if (!log.enabled(LogLevel.DETAIL)) {
            return;
        }
        String path = context.locate(file.name()).toString();
        String text = switch (outcome.kind()) {
            case COPIED, RECOPIED -> "backup file " + path + size(file) + checksum(file);
            case KEPT -> "checksum resumed file " + path + size(file) + checksum(file);
            case MATCHED -> "match file from prior backup " + path + size(file) + checksum(file);
            case VANISHED -> "skip file removed by database " + path;
        };
        log.write(LogLevel.DETAIL, outcome.process(), text);
    }

    private String size(ManifestFile file) {
        double percent = total == 0 ? 100 : finished * 100.0 / total;
        String bundle = file.isBundled()
                ? "bundle " + file.stored().bundleId() + "/" + file.stored().bundleOffset() + ", "
                : "";
        return String.format(Locale.ROOT, " (%s%s, %.2f%%)", bundle, new ByteSize(file.size()).display(), percent);
    }

    private static String checksum(ManifestFile file) {
        return file.size() == 0 ? "" : " checksum " + file.checksum();
    }
}
