package io.sounder.agent.archive;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The process that works for the server in the background. One at a time does so for a stanza: it holds the lock for
 * archiving.
 *
 * @param lockPath the folder of lock files
 * @param repoKeys the repositories that the process works with
 * @param execId of the command that would start it
 * @param program starts the process with these words as parameters and does not wait for it
 */
public record Background(
        Path lockPath, String stanza, List<Integer> repoKeys, ExecId execId, Consumer<List<String>> program) {

    /** What keeps others from starting the process; empty when one runs. To be closed before it is started. */
    Optional<LockFile> tryLock() {
        return LockFile.tryAcquire(lockPath, stanza, LockType.ARCHIVE, repoKeys, execId);
    }

    void start(List<String> parameters) {
        program.accept(parameters);
    }
}
