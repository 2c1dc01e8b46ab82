package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file held with {@code flock}, which is what the original uses; Java's own locks do not conflict with it. Not for use by
 * several threads.
 */
final class FileLock implements AutoCloseable {
    private static final int READ_WRITE = 2;
    private static final int CREATE = 0x40;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int MODE = 0640;
    private static final int EXCLUSIVE_NOT_WAITING = 2 | 4;
    private static final int PERMISSION_DENIED = 13;

    private final Path path;
    private final int descriptor;

    private FileLock(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** Takes the lock, making the file if need be; empty if another holds it. The folder must exist. */
    static Optional<FileLock> tryLock(Path path) {
        while (true) {
            Optional<FileLock> lock = lock(path, READ_WRITE | CREATE | CLOSE_ON_EXEC);
            if (lock.isEmpty() || lock.get().isStillThere()) {
                return lock;
            }
            lock.get().close();
        }
    }

    /** Whether the path still leads to the locked file: its last holder may have removed it before the lock was free. */
    private boolean isStillThere() {
        try {
            return Files.isSameFile(path, Path.of("/proc/self/fd/" + descriptor));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether some process holds the lock; a missing file is not held. */
    static boolean isHeld(Path path) {
        if (!Files.exists(path)) {
            // The usual case, without the cost of native calls.
            return false;
        }
        Libc.Result opened = Libc.open(path.toString(), CLOSE_ON_EXEC, 0);
        if (opened.failed()) {
            return false;
        }
        int descriptor = opened.value();
        boolean held = Libc.flock(descriptor, EXCLUSIVE_NOT_WAITING).failed();
        Libc.close(descriptor);
        return held;
    }

    private static Optional<FileLock> lock(Path path, int flags) {
        Libc.Result opened = Libc.open(path.toString(), flags, MODE);
        if (opened.failed()) {
            AgentException error = new AgentException(
                    ErrorCode.LOCK_ACQUIRE, "unable to acquire lock on file '" + path + "': error " + opened.errno());
            throw opened.errno() == PERMISSION_DENIED
                    ? error.withHint("does '" + System.getProperty("user.name")
                            + "' running this command have permissions on the '" + path + "' file?")
                    : error;
        }
        FileLock lock = new FileLock(path, opened.value());
        Libc.Result locked = Libc.flock(lock.descriptor, EXCLUSIVE_NOT_WAITING);
        if (!locked.failed()) {
            return Optional.of(lock);
        }
        lock.close();
        if (locked.errno() != Libc.WOULD_BLOCK) {
            throw new AgentException(
                    ErrorCode.LOCK_ACQUIRE, "unable to acquire lock on file '" + path + "': error " + locked.errno());
        }
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    /** Replaces the content of the file. */
    void write(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (Libc.truncate(descriptor).failed()
                || Libc.writeAtStart(descriptor, bytes).value() != bytes.length) {
            throw new AgentException(ErrorCode.FILE_WRITE, "unable to write lock file '" + path + "'");
        }
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
