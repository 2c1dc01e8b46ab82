package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Retry;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The half of archive-get that the server waits for when archiving is asynchronous: takes the segment out of the spool and
 * has the background process fetch the next ones. When nothing comes, it fetches the segment itself. For one segment.
 */
public final class AsyncGet {
    /** How long to wait for the background process of another that does not seem to work on the segment. */
    private static final long GRACE_NANOS = 1_000_000_000L;

    /** The same for a process that was started for this segment and has to come up first. */
    private static final long START_NANOS = 5 * GRACE_NANOS;

    private final GetSettings settings;
    private final QueueSettings queue;
    private final Spool spool;
    private final Background background;
    private final Supplier<List<Repository>> repositories;
    private final Log log;
    private final long begin = System.nanoTime();
    private boolean started;
    private boolean firstLook = true;

    /**
     * How much is fetched in advance.
     *
     * @param stanzaSpool the stanza's folder of the spool
     * @param max bytes
     * @param missingRetry whether to look again for a segment that an earlier process did not find
     * @param timeout how long to wait for a segment
     */
    public record QueueSettings(Path stanzaSpool, long max, boolean missingRetry, Duration timeout) {}

    /** @param repositories opened only if they are needed */
    public AsyncGet(
            GetSettings settings,
            QueueSettings queue,
            Background background,
            Supplier<List<Repository>> repositories,
            Log log) {
        this.settings = settings;
        this.queue = queue;
        this.spool = Spool.in(queue.stanzaSpool());
        this.background = background;
        this.repositories = repositories;
        this.log = log;
    }

    /** Brings a segment to the path that the server passed; error 82 if that takes too long. */
    public GetResult run(WalSegment segment, String destination) {
        Path target = WalPath.resolve(destination, Optional.of(settings.pgData()), settings.workingFolder());
        return Retry.until(queue.timeout(), () -> look(segment, target))
                .orElseThrow(() -> new AgentException(
                        ErrorCode.ARCHIVE_TIMEOUT,
                        "unable to get WAL file '" + segment + "' from the archive asynchronously after "
                                + AsyncPush.seconds(queue.timeout()) + " second(s)"));
    }

    private Optional<GetResult> look(WalSegment segment, Path target) {
        if (Files.exists(spool.file(segment.name()))) {
            return Optional.of(take(segment, target));
        }
        Optional<SpoolStatus> status = spool.status(segment.name());
        if (status.isPresent() && status.get().done()) {
            if (firstLook && queue.missingRetry()) {
                spool.remove(segment + Spool.OK);
            } else if (status.get().message().isEmpty() || stuck(segment)) {
                return Optional.of(missing(segment, status.get()));
            }
        } else if (status.isPresent() && !firstLook) {
            throw status.get().error();
        }
        firstLook = false;
        if (!started) {
            start(segment, segment);
        }
        return stuck(segment) ? Optional.of(fetch(segment, target)) : Optional.empty();
    }

    /** Nothing came, nor will: warnings alone may also mean that the original is about to bring the segment. */
    private GetResult missing(WalSegment segment, SpoolStatus status) {
        warn(segment, status);
        log.info("unable to find " + segment + " in the archive asynchronously");
        return new GetResult(segment.name(), Optional.empty());
    }

    /** Whether nobody seems to fetch the segment, as when the process was killed or archives WAL just now. */
    private boolean stuck(WalSegment segment) {
        return System.nanoTime() - begin > (started ? START_NANOS : GRACE_NANOS)
                && !Files.exists(spool.file(segment + WalFetch.TEMPORARY));
    }

    private GetResult fetch(WalSegment segment, Path target) {
        return new ArchiveGet(settings, repositories.get(), log).run(segment.name(), target.toString());
    }

    private GetResult take(WalSegment segment, Path target) {
        spool.status(segment.name()).filter(SpoolStatus::done).ifPresent(status -> {
            warn(segment, status);
            spool.remove(segment + Spool.OK);
        });
        move(spool.file(segment.name()), target);
        log.info("found " + segment + " in the archive asynchronously");
        long size = size(target);
        long waiting = spool.names().stream().filter(WalSegment::isName).count();
        if (!started && waiting * size <= queue.max() / 2) {
            start(segment, segment.next(size));
        }
        return new GetResult(segment.name(), Optional.of("spool"));
    }

    private void warn(WalSegment segment, SpoolStatus status) {
        String warning = status.warning(segment.name());
        if (!warning.isEmpty()) {
            log.warn(warning);
        }
    }

    /** Starts the process unless one runs; what it is to fetch begins with {@code first}. */
    private void start(WalSegment wanted, WalSegment first) {
        Optional<LockFile> lock = background.tryLock();
        if (lock.isEmpty()) {
            return;
        }
        List<String> missing;
        try (LockFile _ = lock.get()) {
            spool.create();
            missing = clean(ideal(first));
            spool.clearErrors(wanted.name());
        }
        if (!missing.isEmpty()) {
            background.start(missing);
        }
        started = true;
    }

    private List<String> ideal(WalSegment first) {
        long size =
                ControlFile.read(settings.pgData(), settings.forcedVersion()).walSegmentSize();
        List<String> names = new ArrayList<>();
        WalSegment segment = first;
        for (long left = Math.max(queue.max() / size, 2); left > 0; left--) {
            names.add(segment.name());
            segment = segment.next(size);
        }
        return names;
    }

    /** Removes all that the server will not ask for; gives what is still to be fetched. */
    private List<String> clean(List<String> ideal) {
        List<String> missing = new ArrayList<>(ideal);
        for (String name : spool.names()) {
            if (!missing.remove(name)) {
                spool.remove(name);
            }
        }
        return missing;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get the size of '" + file + "': " + e, e);
        }
    }

    /** Renames, or copies to another file system. Not synced: after a crash the server asks again. */
    private static void move(Path from, Path to) {
        try {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Path temporary = to.resolveSibling(to.getFileName() + WalFetch.TEMPORARY);
                Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
                Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(from);
            }
        } catch (NoSuchFileException e) {
            throw new AgentException(ErrorCode.FILE_MISSING, "unable to move '" + from + "' to '" + to + "'", e);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_MOVE, "unable to move '" + from + "' to '" + to + "': " + e, e);
        }
    }
}
