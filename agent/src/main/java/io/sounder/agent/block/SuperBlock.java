package io.sounder.agent.block;

import org.jspecify.annotations.Nullable;

/**
 * Where a group of blocks, which are compressed and encrypted as a whole, is stored.
 *
 * @param reference the backup that stores it: an index in the list of references of the manifest
 * @param bundleId the bundle of that backup, 0 for a file of its own
 * @param offset of its first stored byte in the bundle or file
 * @param size stored bytes
 * @param plainSize bytes of all its blocks together
 */
public record SuperBlock(int reference, long bundleId, long offset, long size, long plainSize) {
    // Written out, because what the JVM makes for records is made anew by every process and takes it 10 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SuperBlock block
                && offset == block.offset
                && bundleId == block.bundleId
                && reference == block.reference
                && size == block.size
                && plainSize == block.plainSize;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset) * 31 + Long.hashCode(bundleId) * 17 + reference;
    }

    long end() {
        return offset + size;
    }

    /** Blocks in it; the last one may be short. */
    long blocks(int blockSize) {
        return (plainSize + blockSize - 1) / blockSize;
    }
}
