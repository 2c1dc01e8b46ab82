package io.sounder.agent.storage.posix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that is filled before it gets its real name. Two processes may write the same target at once, as when a WAL
 * segment is pushed by hand while the server does: each must fill a file of its own, or one would cut off what the other
 * has just declared stored. Its writer keeps a lock on it, by which others see whether it is in use or was left behind.
 */
record TemporaryFile(Path path, FileChannel channel) {
    private static final String SUFFIX = ".pgbackrest.tmp";

    /** Makes the file beside its target. */
    static TemporaryFile beside(Path target, FileAttribute<Set<PosixFilePermission>> mode) throws IOException {
        Path usual = target.resolveSibling(target.getFileName() + SUFFIX);
        try {
            return create(usual, mode, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            removeIfLeftBehind(usual);
            String own = "." + ProcessHandle.current().pid() + SUFFIX;
            return create(
                    target.resolveSibling(target.getFileName() + own), mode, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private static TemporaryFile create(
            Path path, FileAttribute<Set<PosixFilePermission>> mode, StandardOpenOption option) throws IOException {
        Set<StandardOpenOption> options = option == StandardOpenOption.CREATE_NEW
                ? Set.of(option, StandardOpenOption.WRITE)
                : Set.of(option, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(path, options, mode);
        lock(channel);
        return new TemporaryFile(path, channel);
    }

    private static void removeIfLeftBehind(Path path) throws IOException {
        try (FileChannel found = openExisting(path)) {
            if (found != null && lock(found)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static @Nullable FileChannel openExisting(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.WRITE);
        } catch (IOException e) {
            // Gone meanwhile, or another user's: either way not ours to remove.
            return null;
        }
    }

    /** Whether the lock was free; false too where the file system has no locks. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }
}
