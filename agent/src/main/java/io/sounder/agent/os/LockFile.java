package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ExecId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The locks of one command on a stanza, held until closed. Besides the files per repository of release 2.53 and later
 * also the file without repository key of earlier ones is held, so that programs of either age are excluded. A killed
 * process leaves the files behind, but not the locks. Not for use by several threads.
 */
public final class LockFile implements AutoCloseable {
    /** Progress is written when it grew by more than this, in hundredths of a percent. */
    private static final int PROGRESS_STEP = 10;

    private final List<FileLock> locks = new ArrayList<>();
    private final String execId;
    private int shownPercent;

    private LockFile(ExecId execId) {
        this.execId = execId.value();
    }

    /**
     * Takes the locks of a stanza for these repositories at once, or fails with error 50. Files held by a process with
     * the same execution id count as taken.
     */
    public static LockFile acquire(Path lockPath, String stanza, LockType type, List<Integer> repoKeys, ExecId execId) {
        createFolder(lockPath);
        LockFile result = new LockFile(execId);
        try {
            result.take(file(lockPath, stanza, type));
            repoKeys.stream().sorted().forEach(key -> result.take(file(lockPath, stanza, type, key)));
        } catch (AgentException e) {
            result.close();
            throw e;
        }
        return result;
    }

    /** The same, but empty when another process holds one of the locks. */
    public static Optional<LockFile> tryAcquire(
            Path lockPath, String stanza, LockType type, List<Integer> repoKeys, ExecId execId) {
        try {
            return Optional.of(acquire(lockPath, stanza, type, repoKeys, execId));
        } catch (HeldElsewhere e) {
            return Optional.empty();
        }
    }

    /** The name of the lock file that releases before 2.53 use. */
    static Path file(Path lockPath, String stanza, LockType type) {
        return lockPath.resolve(stanza + "-" + type.label() + ".lock");
    }

    static Path file(Path lockPath, String stanza, LockType type, int repoKey) {
        return lockPath.resolve(stanza + "-" + type.label() + "-" + repoKey + ".lock");
    }

    private static void createFolder(Path lockPath) {
        try {
            Files.createDirectories(
                    lockPath, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_CREATE, "unable to create lock path '" + lockPath + "': " + e, e);
        }
    }

    private void take(Path file) {
        Optional<FileLock> lock = FileLock.tryLock(file);
        if (lock.isPresent()) {
            locks.add(lock.get());
            lock.get().write(new LockContent(execId, Processes.pid(), Optional.empty()).json());
            return;
        }
        Optional<LockContent> holder = LockContent.read(file);
        if (holder.isEmpty() || !holder.get().execId().equals(execId)) {
            throw new HeldElsewhere("unable to acquire lock on file '" + file
                    + "': Resource temporarily unavailable\nHINT: is another backup, archive or restore command running"
                    + holder.map(it -> " as process " + it.pid()).orElse("") + "?");
        }
    }

    /** Another process holds a lock. */
    private static final class HeldElsewhere extends AgentException {
        HeldElsewhere(String message) {
            super(ErrorCode.LOCK_ACQUIRE, message);
        }
    }

    /** The holder of a lock on one repository of a stanza, whatever its release; empty if nobody holds it. */
    public static Optional<LockContent> holder(Path lockPath, String stanza, LockType type, int repoKey) {
        return Stream.of(file(lockPath, stanza, type, repoKey), file(lockPath, stanza, type))
                .filter(FileLock::isHeld)
                .map(LockContent::read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether anybody holds a lock on one repository of a stanza. */
    public static boolean isHeld(Path lockPath, String stanza, LockType type, int repoKey) {
        return FileLock.isHeld(file(lockPath, stanza, type, repoKey)) || FileLock.isHeld(file(lockPath, stanza, type));
    }

    /** Tells others how far the command is; writes only when the percentage grew by more than a tenth. */
    public void progress(long size, long sizeDone) {
        int percent = size == 0 ? 0 : (int) (10_000.0 * sizeDone / size);
        if (percent - shownPercent <= PROGRESS_STEP && shownPercent != 0) {
            return;
        }
        shownPercent = percent;
        LockContent.Progress progress = new LockContent.Progress(percent, size, sizeDone);
        String json = new LockContent(execId, Processes.pid(), Optional.of(progress)).json();
        locks.forEach(lock -> lock.write(json));
    }

    /** Releases the locks and removes the files. */
    @Override
    public void close() {
        for (FileLock lock : locks.reversed()) {
            try {
                Files.deleteIfExists(lock.path());
            } catch (IOException e) {
                throw new AgentException(
                        ErrorCode.FILE_REMOVE, "unable to remove lock file '" + lock.path() + "': " + e, e);
            } finally {
                lock.close();
            }
        }
        locks.clear();
    }
}
