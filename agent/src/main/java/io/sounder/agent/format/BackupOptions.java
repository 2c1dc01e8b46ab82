package io.sounder.agent.format;

import java.util.Optional;

/**
 * Section {@code [backup:option]} of a manifest: the options a backup was made with. Empty ones are not written.
 *
 * @param compressType {@code none}, {@code gz}, {@code lz4}, {@code zst} or {@code bz2}
 * @param bufferSize bytes
 */
public record BackupOptions(
        boolean archiveCheck,
        boolean archiveCopy,
        Optional<Boolean> backupStandby,
        Optional<Long> bufferSize,
        Optional<Boolean> checksumPage,
        String compressType,
        Optional<Integer> compressLevel,
        Optional<Integer> compressLevelNetwork,
        Optional<Boolean> delta,
        boolean hardlink,
        boolean online,
        Optional<Integer> processMax) {
    public boolean compress() {
        return !compressType.equals("none");
    }

    /** What compression adds to the name of a stored file, such as {@code .gz}. */
    public String suffix() {
        return compress() ? "." + compressType : "";
    }
}
