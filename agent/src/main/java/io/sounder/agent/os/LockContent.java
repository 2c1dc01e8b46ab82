package io.sounder.agent.os;

import java.util.Optional;

/**
 * What a lock file says about its holder.
 *
 * @param progress how far the holder is; empty when it does not tell
 */
public record LockContent(String execId, long pid, Optional<LockContent.Progress> progress) {
    /** Progress of a backup or restore: hundredths of a percent, bytes in all, bytes done. */
    public record Progress(int percent, long size, long sizeDone) {}
}
