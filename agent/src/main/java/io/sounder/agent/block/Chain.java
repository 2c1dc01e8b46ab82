package io.sounder.agent.block;

/** What is known of a backup while its super blocks are named in a map: the position behind what was named last. */
final class Chain {
    long bundleId;
    long offset;
    long size;
    long plainSize;
    int nextNumber;

    /** @param plainSize what a super block has as long as nothing else is said: one block */
    Chain(long bundleId, long offset, long plainSize) {
        this.bundleId = bundleId;
        this.offset = offset;
        this.plainSize = plainSize;
    }
}
