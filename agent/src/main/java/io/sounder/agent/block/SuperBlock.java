package io.sounder.agent.block;

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
    long end() {
        return offset + size;
    }

    /** Blocks in it; the last one may be short. */
    long blocks(int blockSize) {
        return (plainSize + blockSize - 1) / blockSize;
    }
}
