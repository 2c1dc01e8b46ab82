package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Retry;
import io.sounder.agent.os.LockFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The half of archive-push that the server waits for when archiving is asynchronous: looks in the spool whether the
 * background process has archived the file, and starts one if need be. For one file.
 */
public final class AsyncPush {
    private final Path pgData;
    private final Path workingFolder;
    private final Spool spool;
    private final Duration timeout;
    private final Background background;
    private final Log log;
    private boolean started;
    private boolean firstLook = true;

    /**
     * @param workingFolder the folder that the server started us in, absolute
     * @param stanzaSpool the stanza's folder of the spool
     * @param timeout how long to wait for the file
     */
    public AsyncPush(
            Path pgData, Path workingFolder, Path stanzaSpool, Duration timeout, Background background, Log log) {
        this.pgData = pgData;
        this.workingFolder = workingFolder;
        this.spool = Spool.out(stanzaSpool);
        this.timeout = timeout;
        this.background = background;
        this.log = log;
    }

    /** Returns when the file at the path that the server passed is archived; error 82 if that takes too long. */
    public void run(String walPath) {
        Path wal = WalPath.resolve(walPath, Optional.of(pgData), workingFolder);
        String name = String.valueOf(wal.getFileName());
        String warning = Retry.until(timeout, () -> look(name, wal))
                .orElseThrow(() -> new AgentException(
                        ErrorCode.ARCHIVE_TIMEOUT,
                        "unable to push WAL file '" + name + "' to the archive asynchronously after " + seconds(timeout)
                                + " second(s)"));
        if (!warning.isEmpty()) {
            log.warn(warning);
        }
        log.info("pushed WAL file '" + name + "' to the archive asynchronously");
    }

    /** The warning, or an empty text, when the file is done with. An error from an earlier process does not count. */
    private Optional<String> look(String name, Path wal) {
        Optional<SpoolStatus> status = spool.status(name);
        if (status.isPresent() && status.get().done()) {
            return Optional.of(status.get().warning(name));
        }
        if (status.isPresent() && !firstLook) {
            throw status.get().error();
        }
        firstLook = false;
        start(name, wal);
        return Optional.empty();
    }

    private void start(String name, Path wal) {
        if (started) {
            return;
        }
        Optional<LockFile> lock = background.tryLock();
        if (lock.isPresent()) {
            try (LockFile _ = lock.get()) {
                spool.create();
                spool.clearErrors(name);
            }
            background.start(List.of(wal.resolveSibling("").toString()));
            started = true;
        }
    }

    /** A time as messages show it: whole seconds without fraction. */
    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0
                ? String.valueOf(time.toSeconds())
                : String.valueOf(time.toMillis() / 1000.0);
    }
}
