package io.sounder.agent.os;

import io.sounder.agent.base.ExecId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The locks of one command on a stanza, held until closed. Besides the files per repository of release 2.53 and later
 * also the file without repository key of earlier ones is held, so that programs of either age are excluded.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class LockFile implements AutoCloseable {
    private LockFile() {}

    /**
     * Takes the locks of a stanza for these repositories at once, or fails with error 50. Files held by a process with
     * the same execution id count as taken.
     */
    public static LockFile acquire(Path lockPath, String stanza, LockType type, List<Integer> repoKeys, ExecId execId) {
        throw new UnsupportedOperationException();
    }

    /** The holder of a lock, if one is running; for one repository or, without key, as older releases do. */
    public static Optional<LockContent> holder(Path lockPath, String stanza, LockType type, int repoKey) {
        throw new UnsupportedOperationException();
    }

    /** Tells others how far the command is; writes only when the percentage grew by more than a tenth. */
    public void progress(long size, long sizeDone) {
        throw new UnsupportedOperationException();
    }

    /** Releases the locks and removes the files. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
