package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The empty files by which the commands stop and start forbid and allow others to run. */
public final class StopFile {
    private StopFile() {}

    /** The stop file of a stanza, or of all stanzas. */
    public static Path of(Path lockPath, Optional<String> stanza) {
        return lockPath.resolve(stanza.orElse("all") + ".stop");
    }

    /** Fails with error 62 while commands on this stanza are stopped. */
    public static void rejectIfPresent(Path lockPath, String stanza) {
        if (Files.exists(of(lockPath, Optional.of(stanza)))) {
            throw new AgentException(ErrorCode.STOP, "stop file exists for stanza " + stanza);
        }
        if (Files.exists(of(lockPath, Optional.empty()))) {
            throw new AgentException(ErrorCode.STOP, "stop file exists for all stanzas");
        }
    }

    /** Makes the file; false when it was there. */
    public static boolean create(Path lockPath, Optional<String> stanza) {
        Path file = of(lockPath, stanza);
        try {
            Files.createDirectories(
                    lockPath, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to create stop file '" + file + "': " + e, e);
        }
    }

    /** Removes the file; false when it was not there. */
    public static boolean remove(Path lockPath, Optional<String> stanza) {
        Path file = of(lockPath, stanza);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_REMOVE, "unable to remove stop file '" + file + "': " + e, e);
        }
    }
}
