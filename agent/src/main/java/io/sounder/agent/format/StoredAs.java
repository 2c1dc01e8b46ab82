package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import java.util.Optional;

/**
 * Where and how the bytes of a file are stored; a file that is unchanged takes all of it over from the prior backup.
 *
 * @param size stored bytes
 * @param checksum SHA-1 of the stored bytes, only if they differ from the original ones
 * @param reference the backup that stores the bytes; empty for the manifest's own
 * @param bundleId number of the bundle, 0 if the file is stored alone
 * @param bundleOffset where it starts in the bundle
 */
public record StoredAs(
        long size,
        Optional<String> checksum,
        Optional<BackupLabel> reference,
        long bundleId,
        long bundleOffset,
        BlockSizes blocks) {
    /** A file of {@code size} bytes stored alone by the backup itself, neither compressed nor encrypted. */
    public static StoredAs plain(long size) {
        return new StoredAs(size, Optional.empty(), Optional.empty(), 0, 0, BlockSizes.NONE);
    }

    /** A file stored alone by the backup itself, in {@code size} bytes with this SHA-1. */
    public static StoredAs alone(long size, String checksum) {
        return new StoredAs(size, Optional.of(checksum), Optional.empty(), 0, 0, BlockSizes.NONE);
    }

    /** The same storage seen from a later backup. */
    public StoredAs in(BackupLabel label) {
        return new StoredAs(size, checksum, Optional.of(label), bundleId, bundleOffset, blocks);
    }
}
