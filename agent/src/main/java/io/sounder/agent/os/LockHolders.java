package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the processes that hold locks, by the files in the folder of lock files. */
public final class LockHolders {
    private static final String SUFFIX = ".lock";

    private LockHolders() {}

    /** The processes that hold a lock on this stanza, or on any; those of left-over files are not among them. */
    public static SortedSet<Long> of(Path lockPath, Optional<String> stanza) {
        SortedSet<Long> processes = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(lockPath)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX)
                        && stanza.map(wanted -> belongs(name, wanted)).orElse(true)) {
                    if (FileLock.isHeld(file)) {
                        LockContent.read(file).ifPresent(holder -> processes.add(holder.pid()));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return processes;
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list path '" + lockPath + "': " + e, e);
        }
        return processes;
    }

    private static boolean belongs(String name, String stanza) {
        for (LockType type : LockType.values()) {
            String start = stanza + "-" + type.label();
            if (name.equals(start + SUFFIX) || name.startsWith(start + "-")) {
                return true;
            }
        }
        return false;
    }
}
